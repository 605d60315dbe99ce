// Makes the map work with the page: words and popups come from elements of the page, so no text
// of a record ever stands in a script. `map` is set by the page just before this runs.
(() => {
  "use strict";
  const page = document.getElementById("page");
  const FILLS = {
    met: "#8CC1E3", unmet: "url(#map-dots)", pending: "url(#map-hatch)", built: "#D3DAE2",
    triggered: "#D3DAE2", progress: "#D3DAE2",
  };
  const counties = new Map();
  for (const node of document.querySelectorAll("#counties > li")) {
    counties.set(node.dataset.code, { node, layer: null });
  }
  const facilities = new Map();
  for (const node of document.querySelectorAll("#facilities > li")) {
    facilities.set(node.dataset.id, node);
  }
  const popup = (node) => {
    const copy = node.querySelector(".popup").cloneNode(true);
    copy.hidden = false;
    return copy;
  };
  const markers = [];
  map.eachLayer((layer) => {
    const county = layer.feature && counties.get(layer.feature.id);
    if (county && layer.setStyle) county.layer = layer;
    const holder = layer instanceof L.Marker && layer.getElement()?.querySelector("[data-id]");
    if (holder) markers.push({ layer, node: facilities.get(holder.dataset.id) });
  });
  const open = (county) =>
    county.layer.bindPopup(popup(county.node), { maxWidth: 380 }).openPopup(
      L.latLng(county.node.dataset.lat, county.node.dataset.lon));

  L.control.zoom({
    zoomInTitle: page.dataset.zoomIn, zoomOutTitle: page.dataset.zoomOut,
  }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  map.on("popupopen", ({ popup: shown }) => {
    const close = shown.getElement().querySelector(".leaflet-popup-close-button");
    close?.setAttribute("aria-label", page.dataset.close);
    shown.getElement().querySelector(".leaflet-popup-content").tabIndex = 0;
  });
  const onKey = (element, act) => element.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    act();
  });
  for (const county of counties.values()) {
    if (!county.layer) continue;
    county.layer.on("click", () => open(county));
    const path = county.layer.getElement();
    path.setAttribute("tabindex", "0");
    path.setAttribute("role", "button");
    onKey(path, () => open(county));
  }
  for (const { layer, node } of markers) {
    layer.bindPopup(popup(node), { maxWidth: 340 });
    const element = layer.getElement();
    element.setAttribute("aria-label", node.querySelector("h2").textContent);
    onKey(element, () => layer.openPopup());
  }
  for (const button of document.querySelectorAll("button[data-open]")) {
    button.addEventListener("click", () => {
      open(counties.get(button.dataset.open));
      document.querySelector(".map-frame").scrollIntoView({ block: "nearest" });
    });
  }

  // Plates: at the county's label point; where one would cover another, outside with a leader.
  const leaders = L.layerGroup().addTo(map);
  const plates = L.layerGroup().addTo(map);
  map.createPane("plates").style.zIndex = 640;
  map.getPane("plates").style.pointerEvents = "none";
  map.createPane("leaders").style.zIndex = 635;
  map.getPane("leaders").style.pointerEvents = "none";
  const chosen = () => document.querySelector(".choose input:checked").value;
  const said = (county) => county.node.querySelector(`[data-view="${CSS.escape(chosen())}"]`);
  function plate(county) {
    const node = document.createElement("div");
    node.className = "plate";
    node.setAttribute("aria-hidden", "true"); // the county's path carries the same words
    const name = document.createElement("b");
    name.textContent = county.node.dataset.name;
    node.append(name, said(county).textContent);
    return node;
  }
  const clash = (a, b) =>
    Math.abs(a.x - b.x) * 2 < a.w + b.w + 4 && Math.abs(a.y - b.y) * 2 < a.h + b.h + 4;
  // Whether a plate lies on any county: nine of its points against the drawn paths.
  function onLand(place) {
    for (const { layer } of counties.values()) {
      for (let i = 0; layer && i < 9; i += 1) {
        const at = map.containerPointToLayerPoint([
          place.x + ((i % 3) - 1) * (place.w / 2 + 2), place.y + (Math.floor(i / 3) - 1) * (place.h / 2 + 2),
        ]);
        if (layer.getElement().isPointInFill(new DOMPoint(at.x, at.y))) return true;
      }
    }
    return false;
  }
  // Whether a leader would run under a plate or a mark (its own county's mark at its foot aside).
  function crosses(anchor, place, taken) {
    for (let i = 2; i < 20; i += 1) {
      const dot = { x: anchor.x + ((place.x - anchor.x) * i) / 20, y: anchor.y + ((place.y - anchor.y) * i) / 20, w: 0, h: 0 };
      if (taken.some((other) => clash(dot, other))) return true;
    }
    return false;
  }
  function spot(anchor, size, taken, bounds, frame) {
    const at = (x, y) => ({ x, y, w: size.x, h: size.y });
    const fits = size.x < bounds.x * 0.9 && size.y < bounds.y * 0.8;
    const here = at(anchor.x, anchor.y);
    if (fits && !taken.some((other) => clash(here, other))) return { ...here, outside: false };
    for (const anywhere of [false, true]) {
      for (let radius = 30; radius < 460; radius += 15) {
        for (let step = 0; step < 32; step += 1) {
          const angle = (step * Math.PI) / 16;
          const place = at(anchor.x + radius * 1.3 * Math.cos(angle), anchor.y + radius * Math.sin(angle));
          const inside = place.x - place.w / 2 > 4 && place.x + place.w / 2 < frame.x - 4
            && place.y - place.h / 2 > 4 && place.y + place.h / 2 < frame.y - 30;
          const free = inside && !taken.some((other) => clash(place, other));
          if (free && (anywhere || (!onLand(place) && !crosses(anchor, place, taken)))) return { ...place, outside: true };
        }
      }
    }
    return null;
  }
  function label() {
    plates.clearLayers();
    leaders.clearLayers();
    const frame = map.getSize();
    const taken = markers.map(({ layer }) => ({ ...map.latLngToContainerPoint(layer.getLatLng()), w: 24, h: 24 }));
    taken.push({ x: 24, y: 44, w: 48, h: 88 });
    const ordered = [...counties.values()].filter(({ layer }) => layer).map((county) => {
      const box = county.layer.getBounds();
      const a = map.latLngToContainerPoint(box.getNorthWest());
      const b = map.latLngToContainerPoint(box.getSouthEast());
      return { county, bounds: { x: b.x - a.x, y: b.y - a.y } };
    }).sort((a, b) => b.bounds.x * b.bounds.y - a.bounds.x * a.bounds.y);
    for (const { county, bounds } of ordered) {
      const home = L.latLng(county.node.dataset.lat, county.node.dataset.lon);
      const node = plate(county);
      map.getContainer().append(node);
      const size = { x: node.offsetWidth, y: node.offsetHeight };
      node.remove();
      const anchor = map.latLngToContainerPoint(home);
      if (anchor.x < 0 || anchor.y < 0 || anchor.x > frame.x || anchor.y > frame.y) continue;
      const place = spot(anchor, size, taken, bounds, frame);
      if (!place) continue;
      taken.push(place);
      node.classList.toggle("outside", place.outside);
      const where = map.containerPointToLatLng([place.x, place.y]);
      if (place.outside) {
        const line = { pane: "leaders", interactive: false };
        L.polyline([home, where], { ...line, color: "#FFFFFF", weight: 3.5 }).addTo(leaders);
        L.polyline([home, where], { ...line, color: "#17212B", weight: 1.1 }).addTo(leaders);
        L.circleMarker(home, { ...line, radius: 3, color: "#FFFFFF", weight: 1.2, fillColor: "#17212B", fillOpacity: 1 }).addTo(leaders);
      }
      L.marker(where, {
        pane: "plates", interactive: false, keyboard: false,
        icon: L.divIcon({ className: "", html: node, iconSize: [0, 0] }),
      }).addTo(plates);
    }
  }
  function paint() {
    const counts = {};
    for (const county of counties.values()) {
      const words = said(county);
      const kind = words.dataset.symbol;
      counts[kind] = (counts[kind] || 0) + 1;
      if (!county.layer) continue;
      county.layer.setStyle({ fillColor: FILLS[kind] || "#FFFFFF" });
      county.layer.getElement().setAttribute(
        "aria-label", `${county.node.dataset.name} ${words.textContent}`);
    }
    for (const item of document.querySelectorAll(".legend [data-symbol]")) {
      const count = counts[item.dataset.symbol] || 0;
      item.querySelector(".count").textContent = String(count);
      item.hidden = count === 0 && !["met", "unmet", "pending"].includes(item.dataset.symbol);
    }
    label();
  }
  document.querySelector(".choose").addEventListener("change", paint);
  map.on("zoomend moveend resize", label);
  paint();
})();
