// What opens over the chat: menus, the photo viewer, alerts and toasts.

import { fileUrl } from "./api.js";
import { find, make } from "./dom.js";

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

/** A menu of `[label, action]` at a point of the window; `within` the dialog that is open,
 * as nothing else can be touched then. */
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

/** The commands of the bot; `suffix` is what they end in here, such as its name in groups. */
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

/** The list of people; `current` is ticked. */
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
  find("#language").value = current.language_code;
}

/** A coloured disc with the first letter of a person's name or of a group's title. */
export function badge({ id, first_name: name, title }) {
  const letter = [...(title ?? name)][0].toUpperCase();
  return make("span", { class: "initial", data: { hue: Math.abs(id) % 6 } }, letter);
}
