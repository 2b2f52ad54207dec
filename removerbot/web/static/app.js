// The page as a whole: what is tapped lights up, and "Done" sends it into the chat.

import * as bridge from "./bridge.js";
import { listen, listenToKeys } from "./gestures.js";
import * as server from "./server.js";
import { Taps } from "./taps.js";
import { View } from "./view.js";

const NOTICE_MS = 4000;
const SNAP = 2; // pixels of the screen that a mouse may move between looking and clicking
const LEAST_BOX = 2; // pixels of the photo
const COACHED = "coached";

const find = (id) => document.getElementById(id);
const stage = find("stage");
const view = new View();
const taps = new Taps(server.outlines);
const state = { side: "keep", form: "document", key: null, isSending: false, isClosed: false };
let words = {};
let noticeTimer = 0;

/** Show everything as it is now. */
function draw() {
  view.light(taps.lit);
  view.marks(taps.points);
  press("keep", state.side === "keep");
  press("drop", state.side === "drop");
  press("document", state.form === "document");
  press("sticker", state.form === "sticker");
  find("smaller").disabled = !taps.canStep(-1);
  find("bigger").disabled = !taps.canStep(1);
  find("undo").disabled = taps.isEmpty;
  const isReady = Boolean(taps.outline) && !state.isSending && !state.isClosed;
  find("done").disabled = !isReady;
  bridge.mainButton(words.done, { isActive: isReady, isBusy: state.isSending });
  find("status").textContent = status();
}

function press(id, isPressed) {
  find(id).ariaPressed = String(isPressed);
}

/** One line on what is lit, for those who do not see it as well. */
function status() {
  if (state.isClosed) return "";
  if (state.isSending) return words.sending;
  if (!taps.answer) return words.looking;
  if (!taps.outline) return words.hint;
  const { keep, drop, box } = taps.points;
  const said = [words.lit, `${words.points} ${keep.length + drop.length + (box ? 1 : 0)}`];
  const { outlines, shown } = taps.answer;
  if (outlines.length > 1) said.push(`${words.size} ${shown + 1}/${outlines.length}`);
  return said.join(" · ");
}

/** Show the gestures to whoever has not seen them here. */
function coach() {
  if (stored(COACHED)) return;
  find("coach").hidden = false;
  find("understood").onclick = () => {
    find("coach").hidden = true;
    store(COACHED);
    stage.focus({ focusVisible: false });
  };
  find("understood").focus({ focusVisible: false });
}

/** Storage may be closed to the page, in a private window for instance. */
function stored(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function store(name) {
  try {
    localStorage.setItem(name, "yes");
  } catch {
    // then it is shown again
  }
}

function say(text) {
  const notice = find("notice");
  notice.textContent = text;
  notice.hidden = false;
  clearTimeout(noticeTimer);
  if (!state.isClosed) noticeTimer = setTimeout(() => (notice.hidden = true), NOTICE_MS);
}

/** Nothing more can be done here. */
function close(text) {
  state.isClosed = true;
  stage.classList.add("closed");
  stage.ariaBusy = "false";
  say(text);
  draw();
}

function explain(error) {
  bridge.haptic("error");
  if (!(error instanceof server.Refused)) say(words.offline);
  else if (error.isFinal) close(error.message);
  else say(error.message);
}

/** Do something to the taps, such as `taps.point(…)`, and show it before and after. */
async function change(work) {
  if (state.isClosed || state.isSending || !view.photo) return;
  const start = performance.now();
  state.key = null;
  find("notice").hidden = true;
  view.hover(null);
  bridge.haptic("light");
  const working = work();
  draw();
  try {
    await working;
  } catch (error) {
    explain(error);
  }
  draw();
  requestAnimationFrame(() => performance.measure("lit", { start }));
}

function tap(pixel) {
  if (state.side === "drop" && !taps.hasObject) return say(words.first);
  const place = taps.snapped(pixel, SNAP / view.scale);
  return change(() => taps.point(place, state.side));
}

function frame(from, to) {
  const [[x1, y1], [x2, y2]] = [view.pixelAt(from), view.pixelAt(to)];
  const box = [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2) + 1, Math.max(y1, y2) + 1];
  const isLarge = box[2] - box[0] >= LEAST_BOX && box[3] - box[1] >= LEAST_BOX;
  return isLarge ? change(() => taps.frame(box)) : tap([x1, y1]);
}

const undo = () => taps.isEmpty || change(async () => taps.undo());
const size = (by) => taps.canStep(by) && change(async () => taps.step(by));

function turn(side) {
  state.side = side;
  draw();
}

/** Show what is under the mouse: one question at a time, and then the newest. */
const hovering = { isAsking: false, wanted: null };
async function hover(point) {
  hovering.wanted = point && view.photo && taps.isEmpty && !taps.outline ? point : null;
  if (!hovering.wanted) view.hover(null);
  if (hovering.isAsking) return;
  hovering.isAsking = true;
  while (hovering.wanted) {
    const asked = hovering.wanted;
    const place = taps.snapped(view.pixelAt(asked), SNAP / view.scale);
    const answer = await taps.hover(place).catch(() => null);
    if (hovering.wanted) view.hover(answer && answer.outlines[answer.shown]);
    if (hovering.wanted === asked) break;
  }
  hovering.isAsking = false;
}

async function done() {
  if (find("done").disabled) return;
  state.isSending = true;
  state.key ??= crypto.randomUUID(); // the same for another try: it is sent once
  draw();
  try {
    await server.done(taps.sent, state.form, state.key);
    bridge.haptic("success");
    close(words.sent);
    bridge.post("web_app_close");
  } catch (error) {
    explain(error);
  }
  state.isSending = false;
  draw();
}

function choose(form) {
  state.form = form;
  state.key = null;
  draw();
}

function followPointers() {
  listen(stage, {
    tap: (point) => view.photo && tap(view.pixelAt(point)),
    box: frame,
    boxing: (from, to) => view.photo && view.box(from && [...view.pixelAt(from), ...view.pixelAt(to)]),
    hover,
    move: (factor, at, by) => {
      if (!view.photo) return;
      if (by) view.pan(by.x, by.y);
      view.zoom(factor, at);
    },
  });
  stage.addEventListener("pointerdown", () => view.hideCross());
}

function followKeys() {
  const middle = () => ({ x: view.photo.width / 2, y: view.photo.height / 2 });
  const cross = () => view.crossAt ?? middle();
  listenToKeys(stage, {
    step: (x, y) => {
      const at = cross();
      const place = (value, end) => Math.min(end - 0.5, Math.max(0.5, value));
      view.cross({
        x: place(at.x + x / view.scale, view.photo.width),
        y: place(at.y + y / view.scale, view.photo.height),
      });
      view.reach(cross());
    },
    enter: () => {
      view.cross(cross());
      tap([Math.floor(cross().x), Math.floor(cross().y)]);
    },
    undo,
    turn: () => turn(state.side === "keep" ? "drop" : "keep"),
    zoom: (factor) => {
      const { x, y } = cross();
      view.zoom(factor, { x: (x - view.left) * view.scale, y: (y - view.top) * view.scale });
    },
    size,
  });
}

function followButtons() {
  for (const side of ["keep", "drop"]) find(side).onclick = () => turn(side);
  for (const form of ["document", "sticker"]) find(form).onclick = () => choose(form);
  find("undo").onclick = undo;
  find("smaller").onclick = () => size(-1);
  find("bigger").onclick = () => size(1);
  find("done").onclick = done;
  bridge.on("main_button_pressed", done);
}

function label() {
  document.documentElement.lang = words.language;
  document.documentElement.dir = words.direction;
  document.title = words.title;
  for (const element of document.querySelectorAll("[data-word]")) {
    element.textContent = words[element.dataset.word];
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    element.ariaLabel = words[element.dataset.label];
  }
}

async function start() {
  const loading = server.words();
  const [photo, before] = server.hasLinkToken ? [server.photo(), taps.begin()] : [];
  photo?.catch(() => {}); // looked at below, when there are words for it
  before?.catch(() => {});
  words = await loading;
  label();
  find("done").hidden = bridge.isInApp;
  bridge.ready();
  if (!server.hasLinkToken) return close(words.outside);
  find("status").textContent = words.loading;
  try {
    view.open(await photo);
    followPointers();
    followKeys();
    followButtons();
    await before;
    stage.ariaBusy = "false";
    draw();
    coach();
  } catch (error) {
    explain(error);
  }
}

await start();
