// Speaks Streamlit's component protocol and hands each render to the map, one after the other.
// The map is made once and kept: a rerun changes what differs, nothing else.

import { CountyMap } from "./county_map.js";

const send = (type, data) =>
  window.parent.postMessage({ isStreamlitMessage: true, type, ...data }, "*");

let lastSerial = 0;
function tell(said) {
  // Milliseconds, so that a serial is new even after the iframe was made anew.
  lastSerial = Math.max(lastSerial + 1, Date.now());
  send("streamlit:setComponentValue", {
    dataType: "json",
    value: { ...said, serial: lastSerial },
  });
  return lastSerial;
}
const click = (kind, id) => tell({ kind, id });
const pick = (place) => tell({ kind: "point", ...place });
const move = (id, place) => tell({ kind: "moved", id, ...place });

let lastHeight = 0;
function sendHeight() {
  const height = Math.ceil(document.querySelector("main").getBoundingClientRect().height);
  if (height === lastHeight || height === 0) return;
  lastHeight = height;
  send("streamlit:setFrameHeight", { height });
}

// Streamlit writes <html lang="en"> and dims what waits for a rerun; neither is true here.
function tellParent(language) {
  const lang = language === "en" ? "en" : "zh-CN";
  document.documentElement.lang = lang;
  try {
    window.parent.document.documentElement.lang = lang;
    window.frameElement
      .closest('[data-testid="stElementContainer"]')
      ?.style.setProperty("opacity", "1", "important");
  } catch {
    // Another origin hosts the page: its language is its own.
  }
}

let map = null;
let waiting = null;
let chain = Promise.resolve();

async function render() {
  const args = waiting;
  if (args === null) return; // a later call already drew the newest state
  waiting = null;
  tellParent(args.spec.language);
  map ??= new CountyMap(document.getElementById("map"), { click, pick, move, resized: sendHeight });
  await map.update(args);
  sendHeight();
}

window.addEventListener("message", (event) => {
  if (event.source !== window.parent || event.data?.type !== "streamlit:render") return;
  waiting = event.data.args;
  chain = chain.then(render).catch((error) => console.error(error));
});
new ResizeObserver(sendHeight).observe(document.querySelector("main"));
send("streamlit:componentReady", { apiVersion: 1 });
