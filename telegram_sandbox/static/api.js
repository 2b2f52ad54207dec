// Requests to the users' side of the server.

/** An error answer of the server; `message` is its reason. */
export class Refused extends Error {}

async function ask(method, path, body) {
  const form = body instanceof FormData;
  const response = await fetch(`/sandbox${path}`, {
    method,
    headers: body && !form ? { "Content-Type": "application/json" } : {},
    body: form ? body : body && JSON.stringify(body),
  });
  const answer = response.status === 204 ? null : await response.json();
  if (!response.ok) throw new Refused(answer.description);
  return answer;
}

export const people = () => ask("GET", "/people");
export const addPerson = (first_name, language_code) =>
  ask("POST", "/people", { first_name, language_code });
export const setLanguage = (person, language_code) =>
  ask("PATCH", `/people/${person}`, { language_code });
export const profile = (person, chat) => ask("GET", `/people/${person}/profile?chat=${chat}`);
export const chats = (person) => ask("GET", `/people/${person}/chats`);
export const chat = (id) => ask("GET", `/chats/${id}`);
export const bot = () => ask("GET", "/bot");
export const setPrivacy = (privacy) => ask("PATCH", "/bot", { privacy });
export const setSwitches = (switches) => ask("PATCH", "/bot", { switches });
export const follow = (person, url) => ask("POST", `/people/${person}/follow`, { url });
export const openPage = (person, body) => ask("POST", `/people/${person}/miniapp`, body);
export const setBlocked = (person, blocked) => ask("PATCH", `/people/${person}/bot`, { blocked });
export const stickerSets = () => ask("GET", "/stickersets");
export const stickerSet = (name) => ask("GET", `/stickersets/${name}`);
export const deleteStickerSet = (name) => ask("DELETE", `/stickersets/${name}`);
export const createGroup = (title, people, kind) =>
  ask("POST", "/groups", {
    title,
    people,
    supergroup: kind === "supergroup",
    forum: kind === "forum",
  });
export const fileUrl = (file) => `/sandbox/files/${encodeURIComponent(file.file_id)}`;

/** The actions of `person` on a group. */
export class Group {
  constructor(person, id) {
    this.person = person;
    this.path = `/chats/${id}`;
  }

  rename(title) {
    return ask("PATCH", this.path, { person: this.person, title });
  }

  /** `status`: member or administrator. Adds users who are not in the group. */
  put(user, status) {
    return ask("PUT", `${this.path}/members/${user}`, { person: this.person, status });
  }

  remove(user) {
    return ask("DELETE", `${this.path}/members/${user}?person=${this.person}`);
  }

  openTopic(name) {
    return ask("POST", `${this.path}/topics`, { person: this.person, name });
  }

  migrate() {
    return ask("POST", `${this.path}/migrate`, { person: this.person });
  }
}

/** The actions of `person` in a chat, in a forum's `topic`. */
export class Chat {
  constructor(person, id, topic = null) {
    this.person = person;
    this.topic = topic;
    this.path = `/chats/${id}/messages`;
  }

  say(text, replyTo = null) {
    const { person, topic } = this;
    return ask("POST", this.path, { person, topic, text, reply_to: replyTo });
  }

  sendSticker(sticker, replyTo = null) {
    const { person, topic } = this;
    const body = { person, topic, sticker: sticker.file_id, reply_to: replyTo };
    return ask("POST", this.path, body);
  }

  pin(message) {
    return ask("POST", `${this.path}/${message}/pin`, { person: this.person });
  }

  send(files, { asFile, caption = "", replyTo = null }) {
    const form = new FormData();
    form.set("person", this.person);
    form.set("send_as", asFile ? "file" : "photo");
    form.set("caption", caption);
    if (replyTo) form.set("reply_to", replyTo);
    if (this.topic) form.set("topic", this.topic);
    for (const file of files) form.append("file", file);
    return ask("POST", this.path, form);
  }

  edit(message, text) {
    return ask("PATCH", `${this.path}/${message}`, { person: this.person, text });
  }

  remove(message) {
    return ask("DELETE", `${this.path}/${message}`);
  }

  /** Resolves to the bot's answer, or to null if it gives none in time. */
  async press(message, data) {
    const body = { person: this.person, data, timeout: 15 };
    return (await ask("POST", `${this.path}/${message}/press`, body)).answer;
  }
}

/**
 * Calls back for each event after `event`; the browser reconnects by itself. `onRun` gets the name
 * of the sandbox's run, which another start changes.
 */
export function listen(person, event, { onEvent, onState, onRun }) {
  const source = new EventSource(`/sandbox/people/${person}/stream?after=${event}`);
  source.onmessage = ({ data }) => onEvent(JSON.parse(data));
  source.addEventListener("run", ({ data }) => onRun(data));
  source.onopen = () => onState("open");
  source.onerror = () => onState(source.readyState === EventSource.CLOSED ? "closed" : "waiting");
  return source;
}
