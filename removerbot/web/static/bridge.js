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

const COLOURS = {
  "--ground": "bg_color",
  "--panel": "secondary_bg_color",
  "--ink": "text_color",
  "--soft": "hint_color",
  "--accent": "button_color",
  "--on-accent": "button_text_color",
};

/** Wear the app's colours. */
function wear(theme) {
  const { style } = document.documentElement;
  for (const [name, colour] of Object.entries(COLOURS)) {
    if (/^#[0-9a-f]{6}$/i.test(theme[colour])) style.setProperty(name, theme[colour]);
  }
  if (theme.bg_color) style.colorScheme = isDark(theme.bg_color) ? "dark" : "light";
}

function isDark(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  return 0.3 * red + 0.59 * green + 0.11 * blue < 128;
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
