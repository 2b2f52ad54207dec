// A Mini App of the bot in a sheet over the chat. It gets its init data and the theme, and may
// close the sheet and set up the main button.

import { find } from "./dom.js";

const VERSION = "9.1";
const LIGHT = {
  bg_color: "#ffffff",
  secondary_bg_color: "#f1f1f4",
  text_color: "#0f1720",
  hint_color: "#707579",
  link_color: "#2481cc",
  button_color: "#2481cc",
  button_text_color: "#ffffff",
};
const DARK = {
  bg_color: "#182430",
  secondary_bg_color: "#0f1923",
  text_color: "#eaf1f7",
  hint_color: "#8fa3b5",
  link_color: "#6ab3f3",
  button_color: "#3d8fd6",
  button_text_color: "#ffffff",
};
const dark = matchMedia("(prefers-color-scheme: dark)");
const theme = () => (dark.matches ? DARK : LIGHT);

const box = find("#mini-app");
const frame = find("iframe", box);
const button = find("#mini-app-main");

/** Opens a page with the `url` and `init_data` that the server returned. */
export function openMiniApp({ url, init_data: initData }) {
  const launch = new URLSearchParams({
    tgWebAppData: initData,
    tgWebAppVersion: VERSION,
    tgWebAppPlatform: "web",
    tgWebAppThemeParams: JSON.stringify(theme()),
  });
  button.hidden = true;
  frame.src = `${url}#${launch}`;
  box.showModal();
}

function tell(eventType, eventData = {}) {
  const { origin } = new URL(frame.src);
  frame.contentWindow.postMessage(JSON.stringify({ eventType, eventData }), origin);
}

const tellTheme = () => tell("theme_changed", { theme_params: theme() });

const events = {
  web_app_close: () => box.close(),
  web_app_request_theme: tellTheme,
  web_app_setup_main_button: (wanted) => {
    button.hidden = !wanted.is_visible;
    button.disabled = !wanted.is_active;
    button.ariaBusy = String(Boolean(wanted.is_progress_visible));
    button.textContent = wanted.text;
  },
};

window.addEventListener("message", ({ source, data }) => {
  if (source !== frame.contentWindow || typeof data !== "string") return;
  const { eventType, eventData } = JSON.parse(data);
  events[eventType]?.(eventData);
});
button.onclick = () => tell("main_button_pressed");
find("#mini-app-close").onclick = () => box.close();
box.addEventListener("close", () => frame.removeAttribute("src"));
dark.addEventListener("change", () => box.open && tellTheme());
