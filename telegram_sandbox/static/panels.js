// Menus, the photo viewer, alerts and toasts.

import { fileUrl } from "./api.js";
import { find, make } from "./dom.js";

/** The languages that the page offers, as codes of Telegram's `language_code`. */
const LANGUAGES = ["ar", "de", "en", "es", "fr", "hi", "id", "it", "ja", "ko", "nl", "pl", "pt", "ru", "tr", "uk", "zh"];

const TOAST_MS = 3500;
let toastTimer = 0;

export function toast(text) {
  const box = find("#toast");
  box.textContent = text;
  box.showPopover();
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => box.hidePopover(), TOAST_MS);
}

export function alertBox(text) {
  const box = find("#alert");
  find("p", box).textContent = text;
  box.showModal();
}

export function view(file, name) {
  const box = find("#viewer");
  find("img", box).src = fileUrl(file);
  Object.assign(find("a", box), { href: fileUrl(file), download: name });
  box.onclick = ({ target }) => target === box && box.close();
  box.showModal();
}

/** Opens a menu of `[label, action]` at a point of the window. It must be `within` the dialog
 * that is open, as all else is inert. */
export function openMenu(choices, x, y, within = document.body) {
  const menu = find("#message-menu");
  within.append(menu);
  menu.replaceChildren(
    ...choices.map(([label, action]) =>
      make("button", {
        type: "button",
        textContent: label,
        onclick: () => {
          menu.hidePopover();
          action();
        },
      }),
    ),
  );
  menu.showPopover();
  menu.style.left = `${Math.max(8, Math.min(x, innerWidth - menu.offsetWidth - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(y, innerHeight - menu.offsetHeight - 8))}px`;
  menu.firstElementChild.focus();
}

/** Fills the menu of commands; `suffix` is appended to each, such as `@bot` in groups. */
export function fillCommands(commands, suffix, onCommand) {
  const menu = find("#commands");
  const items = commands.map(({ command, description }) =>
    make(
      "button",
      {
        type: "button",
        onclick: () => {
          menu.hidePopover();
          onCommand(`/${command}${suffix}`);
        },
      },
      make("strong", {}, `/${command}`),
      make("span", {}, description),
    ),
  );
  menu.replaceChildren(...(items.length ? items : [make("p", {}, "The bot announced no commands.")]));
}

/** Fills the list of people and of languages; `current` is the selected person. */
export function fillPeople(people, current, onChoose) {
  const items = people.map((person) => {
    const chosen = person.id === current.id;
    const onclick = () => onChoose(person);
    return make(
      "button",
      { type: "button", class: "person", ariaPressed: String(chosen), onclick },
      badge(person),
      make("strong", {}, person.first_name),
      make("span", {}, person.language_code),
    );
  });
  find("#people-list").replaceChildren(...items);
  find("#people-button").replaceChildren(badge(current), make("span", {}, current.language_code));
  fillLanguages(current.language_code);
}

/** Fills the choice of languages, each named in itself; other codes stay if they are in use. */
function fillLanguages(current) {
  const codes = [...new Set([...LANGUAGES, current])].toSorted();
  const options = codes.map((code) => make("option", { value: code }, languageName(code)));
  find("#language").replaceChildren(...options);
  find("#language").value = current;
}

function languageName(code) {
  try {
    return new Intl.DisplayNames([code], { type: "language" }).of(code);
  } catch {
    return code;
  }
}

/** A colored disc with the first letter of a person's name or of a group's title. */
export function badge({ id, first_name: name, title }) {
  const letter = [...(title ?? name)][0].toUpperCase();
  return make("span", { class: "initial", data: { hue: Math.abs(id) % 6 } }, letter);
}
