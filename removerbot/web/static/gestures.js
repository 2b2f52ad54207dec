// Fingers, a mouse, keys → what is meant by them. Points are of the window of the photo.

const SLACK = { mouse: 4, pen: 8, touch: 12 }; // pixels until a tap is a drag
const STEP = 14;
const FAR_STEP = 70;
const WHEEL = 0.0016;

/** Calls `on.tap(point)`, `on.boxing(from, to)` while a box is drawn and `on.box(from, to)` when
 * it is, `on.hover(point)` (null: away), `on.move(factor, at, by)` to zoom and pan. */
export function listen(stage, on) {
  const fingers = new Map();
  let drag = null; // {from, isBox} of the only finger; null once a second one came
  let isPanning = false;

  const place = (event) => {
    const { left, top } = stage.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };

  stage.addEventListener("pointerdown", (event) => {
    stage.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, place(event));
    isPanning = event.pointerType === "mouse" && event.button !== 0;
    drag = fingers.size === 1 && !isPanning ? { from: place(event), isBox: false } : null;
    on.hover(null);
    if (fingers.size > 1) on.boxing(null);
  });

  stage.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    const now = place(event);
    if (!before) return event.pointerType === "mouse" && on.hover(now);
    if (drag) {
      drag.isBox ||= distance(drag.from, now) > SLACK[event.pointerType];
      if (drag.isBox) on.boxing(drag.from, now);
    } else {
      const others = [...fingers].filter(([id]) => id !== event.pointerId);
      if (isPanning) on.move(1, now, minus(now, before));
      else if (others.length === 1) pinch(others[0][1], before, now);
    }
    fingers.set(event.pointerId, now);
  });

  /** One finger moved, the other stayed. */
  function pinch(other, before, now) {
    const factor = distance(other, now) / Math.max(1, distance(other, before));
    on.move(factor, middle(other, now), minus(middle(other, now), middle(other, before)));
  }

  function lift(event, isMeant) {
    if (!fingers.delete(event.pointerId) || !drag) return;
    const { from, isBox } = drag;
    drag = null;
    if (isBox) on.boxing(null);
    if (isMeant && isBox) on.box(from, place(event));
    else if (isMeant) on.tap(place(event));
  }
  stage.addEventListener("pointerup", (event) => lift(event, true));
  stage.addEventListener("pointercancel", (event) => lift(event, false));
  stage.addEventListener("pointerleave", () => on.hover(null));
  stage.addEventListener("contextmenu", (event) => event.preventDefault());
  stage.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      on.move(Math.exp(-event.deltaY * WHEEL * (event.ctrlKey ? 4 : 1)), place(event));
    },
    { passive: false },
  );
}

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Calls `on.step(x, y)` for arrows (with Shift they go far), `on.enter()`, `on.undo()`,
 * `on.turn()` for R, `on.zoom(factor)`, `on.size(by)` for brackets. */
export function listenToKeys(stage, on) {
  const keys = {
    Enter: () => on.enter(),
    " ": () => on.enter(),
    Backspace: () => on.undo(),
    Delete: () => on.undo(),
    r: () => on.turn(),
    "+": () => on.zoom(1.5),
    "=": () => on.zoom(1.5),
    "-": () => on.zoom(1 / 1.5),
    "[": () => on.size(-1),
    "]": () => on.size(1),
  };
  stage.addEventListener("keydown", (event) => {
    const isUndo = (event.ctrlKey || event.metaKey) && event.key === "z";
    if (!isUndo && (event.ctrlKey || event.metaKey || event.altKey)) return;
    const arrow = ARROWS[event.key];
    const length = event.shiftKey ? FAR_STEP : STEP;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const act = isUndo ? on.undo : arrow ? () => on.step(arrow[0] * length, arrow[1] * length) : keys[key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}

const minus = (a, b) => ({ x: a.x - b.x, y: a.y - b.y });
const middle = (a, b) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
const distance = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);
