// Telegram's apps, as a page inside one talks to them: what they hand over in the address's
// fragment, what they are told, what they tell. https://docs.telegram-mini-apps.com/platform

const launch = new URLSearchParams(location.hash.slice(1));
const listeners = new Map();

/** Who has the page open, signed by Telegram; the server reads it. */
export const initData = launch.get("tgWebAppData") ?? "";

/** The language of the person's app, such as `ko`. */
export const language = JSON.parse(new URLSearchParams(initData).get("user") ?? "{}").language_code;

const send = transport();

/** Whether the page is inside an app, which has a button of its own under it. */
export const isInApp = send !== null;

/** Tell the app something. */
export function post(type, data = {}) {
  send?.(type, data);
}

/** Call back when the app tells something of this type. */
export function on(type, listener) {
  listeners.set(type, listener);
}

function transport() {
  if (window.TelegramWebviewProxy) {
    return (type, data) => window.TelegramWebviewProxy.postEvent(type, JSON.stringify(data));
  }
  if (typeof window.external?.notify === "function") {
    return (type, data) => window.external.notify(asText(type, data));
  }
  if (window.parent !== window) {
    return (type, data) => window.parent.postMessage(asText(type, data), "*"); // nothing secret
  }
  return null;
}

const asText = (eventType, eventData) => JSON.stringify({ eventType, eventData });

/** What apps call, under the names by which each knows it. */
function receive(type, data) {
  listeners.get(type)?.(data ?? {});
}
window.Telegram = { WebView: { receiveEvent: receive } };
window.TelegramGameProxy = { receiveEvent: receive };
window.TelegramGameProxy_receiveEvent = receive;
window.addEventListener("message", ({ source, data }) => {
  if (source !== window.parent || typeof data !== "string" || !data.startsWith("{")) return;
  const { eventType, eventData } = JSON.parse(data);
  receive(eventType, eventData);
});

const CONTRAST = 4.5;
const COLOURS = {
  "--ground": "bg_color",
  "--panel": "secondary_bg_color",
  "--ink": "text_color",
  "--soft": "hint_color",
};

/** Wear the app's colours, as far as they can be read on each other. */
function wear(theme) {
  const { style } = document.documentElement;
  for (const [name, colour] of Object.entries(COLOURS)) {
    if (isColour(theme[colour])) style.setProperty(name, theme[colour]);
  }
  if (isColour(theme.bg_color)) style.colorScheme = isDark(theme.bg_color) ? "dark" : "light";
  const { button_color: button, button_text_color: text = "#ffffff" } = theme;
  if (isColour(button) && isColour(text)) {
    style.setProperty("--on-accent", text);
    style.setProperty("--accent", legible(button, text, isDark(text) ? "#ffffff" : "#000000"));
  }
  const { hint_color: hint, bg_color: ground, text_color: ink } = theme;
  if ([hint, ground, ink].every(isColour)) style.setProperty("--soft", legible(hint, ground, ink));
}

const isColour = (text) => /^#[0-9a-f]{6}$/i.test(text);
const isDark = (colour) => luminance(colour) < 0.18;
const channels = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));

/** The first mixture of a colour with another that contrasts enough with a third. */
function legible(colour, against, towards) {
  for (let share = 0; share < 1; share += 0.05) {
    const mixed = mix(colour, towards, share);
    if (contrast(mixed, against) >= CONTRAST) return mixed;
  }
  return towards;
}

function mix(colour, other, share) {
  const others = channels(other);
  const mixed = channels(colour).map((value, i) => Math.round(value + share * (others[i] - value)));
  return "#" + mixed.map((value) => value.toString(16).padStart(2, "0")).join("");
}

// https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour) {
  const [red, green, blue] = channels(colour).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The app's button under the page. */
export function mainButton(text, { isActive, isBusy }) {
  post("web_app_setup_main_button", {
    is_visible: true,
    is_active: isActive,
    is_progress_visible: isBusy,
    text,
  });
}

/** `light` for a tap, `success` or `error` for what became of it. */
export function haptic(kind) {
  const data =
    kind === "light"
      ? { type: "impact", impact_style: kind }
      : { type: "notification", notification_type: kind };
  post("web_app_trigger_haptic_feedback", data);
}

/** Say that the page can be seen; a finger that draws shall not close it. */
export function ready() {
  post("web_app_ready");
  post("web_app_expand");
  post("web_app_setup_swipe_behavior", { allow_vertical_swipe: false });
}

wear(JSON.parse(launch.get("tgWebAppThemeParams") ?? "{}"));
on("theme_changed", ({ theme_params: theme }) => wear(theme));
