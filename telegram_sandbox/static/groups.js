// The dialogs that create a group and change a chat.

import * as api from "./api.js";
import { find, make } from "./dom.js";
import { badge, openMenu } from "./panels.js";

const STANDING = { creator: "owner", administrator: "admin", member: "" };

/** The people of these names, separated by commas; creates those who do not exist. */
async function peopleNamed(text, language) {
  const everybody = await api.people();
  const people = [];
  for (const name of text.split(",").map((part) => part.trim()).filter(Boolean)) {
    const known = everybody.find(({ first_name }) => first_name === name);
    people.push(known ?? (await api.addPerson(name.slice(0, 64), language)));
  }
  return people;
}

export class Groups {
  /** `now()` returns `{person, chat}`; `onOpen(chat)` shows a chat; `attempt(action)`
   * shows errors. */
  constructor({ now, onOpen, attempt }) {
    this.now = now;
    this.onOpen = onOpen;
    this.attempt = attempt;
    this.info = find("#info");
    this.making = find("#new-group");
    find("#new-group-button").onclick = () => this.making.showModal();
    find("#info-button").onclick = () => this.show();
    find("form", this.making).onsubmit = (event) => this.submit(event);
    this.listenToInfo();
  }

  async submit(event) {
    if (event.submitter?.value !== "create") return;
    event.preventDefault();
    const { title, names, kind } = event.target.elements;
    const { person } = this.now();
    await this.attempt(async () => {
      const others = await peopleNamed(names.value, person.language_code);
      const bot = await api.bot();
      const people = [person.id, ...others.map(({ id }) => id), bot.id];
      const { chat } = await api.createGroup(title.value.trim(), people, kind.value);
      event.target.reset();
      this.making.close();
      await this.onOpen(chat.id);
    });
  }

  group() {
    const { person, chat } = this.now();
    return new api.Group(person.id, chat.id);
  }

  async show() {
    await this.fill();
    this.info.showModal();
  }

  async fill() {
    const { person, chat } = this.now();
    const isPrivate = chat.type === "private";
    const [bot, { members }] = await Promise.all([api.bot(), api.chat(chat.id)]);
    this.bot = bot;
    const isIn = members.some(({ user }) => user.id === bot.id);
    for (const part of this.info.querySelectorAll("[data-for]")) {
      const kinds = part.dataset.for.split(" ");
      part.hidden = !kinds.includes(chat.is_forum ? "forum" : chat.type);
    }
    find("#blocked").checked = !isIn;
    find("#privacy").checked = bot.privacy;
    for (const [name, value] of Object.entries(bot.switches)) {
      const control = find(`#switch-${name}`);
      control[control.type === "checkbox" ? "checked" : "value"] = value;
    }
    find("#bot-back").hidden = isPrivate || isIn;
    find("#title").value = chat.title ?? person.first_name;
    find("#members").replaceChildren(...(isPrivate ? [] : members.map((who) => this.member(who))));
  }

  member({ user, status }) {
    const { person } = this.now();
    const isBot = user.id === this.bot.id;
    const standing = STANDING[status] || (isBot ? "bot" : "");
    const choices =
      user.id === person.id
        ? [["Leave the group", () => this.group().remove(user.id)]]
        : [
            status === "administrator"
              ? ["Make a member", () => this.group().put(user.id, "member")]
              : ["Make an administrator", () => this.group().put(user.id, "administrator")],
            ["Remove from the group", () => this.group().remove(user.id)],
          ];
    const onclick = ({ clientX, clientY }) =>
      openMenu(
        choices.map(([label, action]) => [label, () => this.change(action)]),
        clientX,
        clientY,
        this.info,
      );
    const about = make("span", {}, standing);
    const properties = { type: "button", class: "person", onclick };
    return make("button", properties, badge(user), make("strong", {}, user.first_name), about);
  }

  /** Runs an action on the chat and shows the result; closes if the person has left it. */
  async change(action) {
    await this.attempt(action);
    const { person, chat } = this.now();
    const chats = await api.chats(person.id);
    if (!chats.some((entry) => entry.chat.id === chat.id)) this.info.close();
    else if (this.info.open) await this.fill();
  }

  listenToInfo() {
    find("#blocked").onchange = ({ target }) =>
      this.change(() => api.setBlocked(this.now().person.id, target.checked));
    find("#privacy").onchange = ({ target }) => this.change(() => api.setPrivacy(target.checked));
    find("#switches").onchange = ({ target }) => {
      const value = target.type === "checkbox" ? target.checked : target.value;
      return this.change(() => api.setSwitches({ [target.id.replace("switch-", "")]: value }));
    };
    find("#bot-back").onclick = () =>
      this.change(() => this.group().put(this.bot.id, "member"));
    find("#migrate").onclick = () => this.change(() => this.group().migrate());
    this.onEnter("#rename", ({ title }) => this.group().rename(title.value.trim()));
    this.onEnter("#new-topic", ({ name }) => this.group().openTopic(name.value.trim()));
    this.onEnter("#new-member", async ({ name }) => {
      for (const { id } of await peopleNamed(name.value, this.now().person.language_code)) {
        await this.group().put(id, "member");
      }
    });
  }

  onEnter(form, action) {
    find(form).onsubmit = async (event) => {
      event.preventDefault();
      await this.change(() => action(event.target.elements));
      event.target.reset();
    };
  }
}
