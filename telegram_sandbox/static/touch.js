// Touch gestures on a message: a swipe to the left replies, a long press opens the menu.

const SWIPE = 56;
const SLACK = 10;
const LONG_PRESS_MS = 450;

export function onTouch(element, { reply, menu }) {
  let start = null;
  let timer = 0;

  const stop = () => {
    clearTimeout(timer);
    start = null;
    element.style.transform = "";
  };

  element.addEventListener("contextmenu", (event) => {
    if (event.target.closest("a, img")) return;
    event.preventDefault();
    stop();
    menu(event.clientX, event.clientY);
  });

  element.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "touch") return;
    start = { x: event.clientX, y: event.clientY };
    timer = setTimeout(() => {
      const { x, y } = start;
      stop();
      menu(x, y);
    }, LONG_PRESS_MS);
  });

  element.addEventListener("pointermove", (event) => {
    if (!start) return;
    const dx = event.clientX - start.x;
    if (Math.hypot(dx, event.clientY - start.y) > SLACK) clearTimeout(timer);
    element.style.transform = `translateX(${Math.max(-SWIPE * 1.3, Math.min(0, dx + SLACK))}px)`;
  });

  element.addEventListener("pointerup", (event) => {
    if (start && start.x - event.clientX > SWIPE) reply();
    stop();
  });

  element.addEventListener("pointercancel", stop);
}
