// The people's side of the server.

/** The server's refusal; `message` is its reason. */
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
export const profile = (person) => ask("GET", `/people/${person}/profile`);
export const chat = (id) => ask("GET", `/chats/${id}`);
export const fileUrl = (file) => `/sandbox/files/${encodeURIComponent(file.file_id)}`;

/** What `person` does in a chat. */
export class Chat {
  constructor(person, id) {
    this.person = person;
    this.path = `/chats/${id}/messages`;
  }

  say(text, replyTo = null) {
    return ask("POST", this.path, { person: this.person, text, reply_to: replyTo });
  }

  send(files, { asFile, caption = "", replyTo = null }) {
    const form = new FormData();
    form.set("person", this.person);
    form.set("send_as", asFile ? "file" : "photo");
    form.set("caption", caption);
    if (replyTo) form.set("reply_to", replyTo);
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

/** Calls back for each event after `event`; the browser reconnects by itself. */
export function listen(person, event, { onEvent, onState }) {
  const source = new EventSource(`/sandbox/people/${person}/stream?after=${event}`);
  source.onmessage = ({ data }) => onEvent(JSON.parse(data));
  source.onopen = () => onState("open");
  source.onerror = () => onState(source.readyState === EventSource.CLOSED ? "closed" : "waiting");
  return source;
}
