// Where each county's plate goes: inside its county if it fits, else outside the city with a leader.
// Pure: rectangles in, rectangles out; the same input gives the same places.

import { CELL_PX, Raster } from "./raster.js";

const MARGIN_PX = 5; // between a plate and the frame, a control or a county it must not touch
const GAP_PX = 4; // between two plates
const LEADER_GAP_PX = 8; // between a leader and another plate

// What a place costs, in points: found by looking at both cities at 360 to 1200 px.
const COST = {
  spillNeighbour: 210, // share of the plate over another county
  spillGround: 65, // share over the ground outside the city
  hidden: 90, // share of its own county the plate hides
  fromPole: 0.16, // per px
  mark: 450, // per facility mark under the plate
  outside: 62,
  leader: 0.16, // per px of leader
  leaderOverOthers: 0.3, // per px of it over other counties, on top
  leaderOverMark: 30,
  leaderCrossing: 220,
  overlap: 100000,
};
const LEAST_CELLS = 2; // of a county in view, to be labelled
const LEAST_CELLS_CUT = 80; // of one that the frame cuts: no plate for a sliver
const KEPT_INSIDE = 48;
const KEPT_OUTSIDE = 90;
const STARTS = 8;

export const overlaps = (a, b, gap = 0) =>
  a.x < b.x + b.width + gap && b.x < a.x + a.width + gap &&
  a.y < b.y + b.height + gap && b.y < a.y + a.height + gap;

const side = (a, b, p) => (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
const segmentsCross = (a, b, c, d) =>
  side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;

function segmentMeets(a, b, plate) {
  const rect = {
    x: plate.x - LEADER_GAP_PX, y: plate.y - LEADER_GAP_PX,
    width: plate.width + 2 * LEADER_GAP_PX, height: plate.height + 2 * LEADER_GAP_PX,
  };
  // A leader that grazes a plate looks as if it ended there.
  const inside = (p) =>
    p.x > rect.x && p.x < rect.x + rect.width && p.y > rect.y && p.y < rect.y + rect.height;
  if (inside(a) || inside(b)) return true;
  const corners = [
    { x: rect.x, y: rect.y }, { x: rect.x + rect.width, y: rect.y },
    { x: rect.x + rect.width, y: rect.y + rect.height }, { x: rect.x, y: rect.y + rect.height },
  ];
  return corners.some((corner, i) => segmentsCross(a, b, corner, corners[(i + 1) % 4]));
}

const nearestOn = (rect, p) => ({
  x: Math.max(rect.x, Math.min(rect.x + rect.width, p.x)),
  y: Math.max(rect.y, Math.min(rect.y + rect.height, p.y)),
});
const length = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);
const cheapest = (candidates, kept) => candidates.sort((a, b) => a.cost - b.cost).slice(0, kept);

function allowed(rect, frame, reserved) {
  return (
    rect.x >= MARGIN_PX && rect.y >= MARGIN_PX &&
    rect.x + rect.width <= frame.width - MARGIN_PX &&
    rect.y + rect.height <= frame.height - MARGIN_PX &&
    !reserved.some((other) => overlaps(rect, other, MARGIN_PX))
  );
}

function insidePlaces(scene, index, variant, pole) {
  const { raster, frame, reserved, marks } = scene;
  const places = [];
  const area = raster.cellsOf(index) * CELL_PX * CELL_PX;
  const step = CELL_PX * 2;
  const reachX = Math.max(variant.width, 220);
  const reachY = 160;
  for (let y = pole.y - reachY; y <= pole.y + reachY; y += step) {
    for (let x = pole.x - reachX; x <= pole.x + reachX; x += step) {
      const rect = {
        x: x - variant.width / 2, y: y - variant.height / 2,
        width: variant.width, height: variant.height,
      };
      if (!allowed(rect, frame, reserved)) continue;
      const own = raster.shareOwn(index, rect);
      if (own < (variant.leastShare ?? 0.55)) continue;
      const other = Math.max(0, raster.shareAny(rect) - own);
      const covered = marks.filter((mark) => overlaps(rect, mark, 1)).length;
      places.push({
        variant, rect, leader: null,
        cost:
          variant.cost + COST.spillNeighbour * other +
          COST.spillGround * Math.max(0, 1 - own - other) +
          COST.hidden * Math.max(0, (own * rect.width * rect.height) / area - 0.25) +
          COST.fromPole * length(pole, { x, y }) + COST.mark * covered,
      });
    }
  }
  return cheapest(places, KEPT_INSIDE);
}

function outsidePlaces(scene, index, variant, pole) {
  const { raster, frame, reserved, marks } = scene;
  const places = [];
  for (let y = MARGIN_PX; y < frame.height; y += 11) {
    for (let x = MARGIN_PX; x < frame.width; x += 13) {
      const rect = { x, y, width: variant.width, height: variant.height };
      if (!allowed(rect, frame, reserved)) continue;
      const grown = { x: x - 4, y: y - 4, width: rect.width + 8, height: rect.height + 8 };
      const over = raster.shareAny(grown);
      if (over > 0.3) continue;
      const end = nearestOn(rect, pole);
      const covered = marks.filter((mark) => overlaps(rect, mark, 1)).length;
      const crossed = marks.filter((mark) => segmentMeets(pole, end, mark)).length;
      places.push({
        variant, rect, leader: { from: { x: pole.x, y: pole.y }, to: end },
        cost:
          variant.cost + COST.outside + COST.spillNeighbour * over +
          COST.leader * length(pole, end) + COST.mark * covered + COST.leaderOverMark * crossed +
          COST.leaderOverOthers * raster.lengthOverOthers(index, pole, end),
      });
    }
  }
  return cheapest(places, KEPT_OUTSIDE);
}

function pairCost(a, b) {
  if (overlaps(a.rect, b.rect, GAP_PX)) return COST.overlap;
  let cost = 0;
  if (a.leader && segmentMeets(a.leader.from, a.leader.to, b.rect)) cost += COST.leaderCrossing;
  if (b.leader && segmentMeets(b.leader.from, b.leader.to, a.rect)) cost += COST.leaderCrossing;
  if (a.leader && b.leader &&
      segmentsCross(a.leader.from, a.leader.to, b.leader.from, b.leader.to)) {
    cost += COST.leaderCrossing;
  }
  return cost;
}

// A fixed sequence instead of chance: the same scene is always placed the same way.
function* orders(count) {
  let seed = 7;
  const order = Array.from({ length: count }, (_, i) => i);
  for (let start = 0; start < STARTS; start += 1) {
    yield [...order];
    for (let i = count - 1; i > 0; i -= 1) {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      const j = seed % (i + 1);
      [order[i], order[j]] = [order[j], order[i]];
    }
  }
}

// Improves one label at a time until none gains; the best of several orders.
function solve(choices) {
  let best = null;
  for (const order of orders(choices.length)) {
    const chosen = choices.map(() => null);
    let changed = true;
    for (let pass = 0; pass < 14 && changed; pass += 1) {
      changed = false;
      for (const i of order) {
        let least = null;
        for (const place of choices[i]) {
          let cost = place.cost;
          for (let j = 0; j < chosen.length && (!least || cost < least.cost); j += 1) {
            if (j !== i && chosen[j]) cost += pairCost(place, chosen[j]);
          }
          if (!least || cost < least.cost) least = { place, cost };
        }
        if (least && least.place !== chosen[i]) {
          chosen[i] = least.place;
          changed = true;
        }
      }
    }
    let total = 0;
    chosen.forEach((a, i) => {
      total += a.cost;
      for (let j = 0; j < i; j += 1) total += pairCost(a, chosen[j]);
    });
    if (!best || total < best.total) best = { total, chosen };
  }
  return best ? best.chosen : [];
}

const leavesFrame = (shape, frame) =>
  shape.rings.some((ring) =>
    ring.some((p) => p.x < 0 || p.y < 0 || p.x > frame.width || p.y > frame.height),
  );

// labels: [{code, index (of its shape), anchor ({x, y}) or null, keep (never dropped),
// variants: [{name, width, height, outside, cost, leastShare}]}]; shapes: [{rings}];
// marks, reserved: rectangles to keep clear. All in container px.
// Returns [{code, variant, rect, leader}]; what finds no free place is left out.
export function placeLabels({ frame, shapes, labels, marks, reserved }) {
  const raster = new Raster(frame.width, frame.height, shapes);
  const scene = { raster, frame, reserved, marks };
  const open = [];
  for (const label of labels) {
    const least = leavesFrame(shapes[label.index], frame) ? LEAST_CELLS_CUT : LEAST_CELLS;
    if (raster.cellsOf(label.index) < least) continue;
    const pole = raster.pole(label.index, marks);
    const anchor = label.anchor ?? pole;
    const places = label.variants.flatMap((variant) =>
      variant.outside
        ? outsidePlaces(scene, label.index, variant, pole)
        : insidePlaces(scene, label.index, variant, anchor),
    );
    if (places.length > 0) open.push({ label, places });
  }
  open.sort((a, b) => a.places.length - b.places.length || (a.label.code < b.label.code ? -1 : 1));
  const chosen = solve(open.map((item) => item.places));
  const placed = [];
  const kept = open.map(({ label }, i) => ({ label, place: chosen[i] }));
  kept.sort((a, b) => Number(b.label.keep) - Number(a.label.keep));
  kept.forEach(({ label, place }) => {
    if (placed.some((other) => overlaps(place.rect, other.rect))) return;
    placed.push({ code: label.code, ...place });
  });
  return placed;
}

// The corner of the frame where a card of that size hides least of the city.
export function emptiestCorner({ frame, shapes, size, corners }) {
  const raster = new Raster(frame.width, frame.height, shapes);
  let best = null;
  for (const corner of corners) {
    const share = raster.shareAny({ ...corner, ...size });
    if (!best || share < best.share - 0.001) best = { corner, share };
  }
  return best;
}
