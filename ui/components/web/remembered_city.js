// Keeps the reader's city in this browser, and hands it back at the next first start.
const NAME = "planner.city";

export default function ({ data, setTriggerValue }) {
  let known = null;
  try {
    if (data.city) {
      window.localStorage.setItem(NAME, data.city);
    } else {
      known = window.localStorage.getItem(NAME);
    }
  } catch {
    // A browser that keeps nothing asks again: no harm.
  }
  if (known) {
    setTriggerValue("known", known);
  }
}
