// The page as a whole: who speaks, what the bot tells about itself, and the events.

import * as api from "./api.js";
import { Composer } from "./composer.js";
import { find } from "./dom.js";
import { History } from "./history.js";
import { alertBox, fillCommands, fillPeople, openMenu, toast, view } from "./panels.js";

const ACTIONS = {
  typing: "typing…",
  upload_photo: "sending a photo…",
  upload_document: "sending a file…",
  choose_sticker: "choosing a sticker…",
};
const ACTION_MS = 5000;
const REMEMBERED = "removerbot-sandbox-person";

const state = { person: null, profile: null, stream: null, actionTimer: 0 };

const chat = () => new api.Chat(state.person.id, state.person.id);
const composer = new Composer(chat);
const history = new History({
  command: (text) => composer.say(text),
  reply: (message) => composer.reply(message),
  view,
  press,
  menu,
});

async function press(message, button) {
  await composer.attempt(async () => {
    const answer = await chat().press(message.message_id, button.callback_data);
    if (answer?.text) (answer.show_alert ? alertBox : toast)(answer.text);
  });
}

function menu(message, x, y) {
  const words = message.text ?? message.caption;
  const choices = [["Reply", () => composer.reply(message)]];
  if (words) choices.push(["Copy text", () => navigator.clipboard.writeText(words)]);
  if (!message.from.is_bot) choices.push(["Edit", () => composer.edit(message)]);
  choices.push(["Delete", () => composer.attempt(() => chat().remove(message.message_id))]);
  openMenu(choices, x, y);
}

const handlers = {
  message: ({ message }) => {
    if (message.from.is_bot) showStatus("bot");
    history.put(message);
  },
  edited: ({ message }) => history.put(message),
  deleted: ({ message_id: id }) => history.remove(id),
  action: ({ action }) => showAction(action),
  profile: () => loadProfile(),
};

function onEvent(event) {
  handlers[event.type](event);
  showHints();
}

function showStatus(text) {
  clearTimeout(state.actionTimer);
  find("#status").textContent = text;
  find("#status").classList.toggle("busy", text !== "bot");
}

function showAction(action) {
  showStatus(ACTIONS[action] ?? "busy…");
  state.actionTimer = setTimeout(() => showStatus("bot"), ACTION_MS);
}

function showConnection(connection) {
  if (connection === "open") showStatus("bot");
  if (connection === "waiting") showStatus("connecting…");
  if (connection === "closed") showStatus("the sandbox was restarted: reload this page");
}

/** The invitation of an empty chat, and the offer of a photo to those who sent none. */
function showHints() {
  const messages = [...history.messages.values()];
  const sentFile = messages.some((m) => !m.from.is_bot && (m.photo || m.document));
  find("#welcome").hidden = messages.length > 0;
  find("#sample").hidden = !state.profile.sample;
  find("#sample-chip").hidden = !state.profile.sample || !messages.length || sentFile;
}

async function loadProfile() {
  state.profile = await api.profile(state.person.id);
  const { name, description, commands } = state.profile;
  document.title = name;
  find("#bot-name").textContent = find("#welcome-name").textContent = name;
  find("#description").textContent = description;
  fillCommands(commands, (text) => composer.say(text));
}

async function speakAs(person) {
  state.stream?.close();
  state.person = person;
  localStorage.setItem(REMEMBERED, person.id);
  composer.cancel();
  history.clear();
  const [now, everybody] = await Promise.all([api.chat(person.id), api.people(), loadProfile()]);
  now.messages.forEach((message) => history.put(message));
  history.scrollToEnd();
  fillPeople(everybody, person, choose);
  showHints();
  state.stream = api.listen(person.id, now.event, { onEvent, onState: showConnection });
}

async function choose(person) {
  find("#people").hidePopover();
  await speakAs(person);
}

async function sendSample() {
  const response = await fetch(state.profile.sample);
  const file = new File([await response.blob()], "sample.jpg", { type: "image/jpeg" });
  await composer.send([file], false);
}

function listenToPeople() {
  find("#language").onchange = async ({ target }) => {
    await choose(await api.setLanguage(state.person.id, target.value));
  };
  find("#new-person").onsubmit = async (event) => {
    event.preventDefault();
    const { name } = event.target.elements;
    const person = await api.addPerson(name.value.trim() || "Somebody", find("#language").value);
    event.target.reset();
    await choose(person);
  };
}

async function start() {
  listenToPeople();
  find("#start").onclick = () => composer.say("/start");
  find("#sample").onclick = find("#sample-chip").onclick = sendSample;
  const everybody = await api.people();
  const remembered = Number(localStorage.getItem(REMEMBERED));
  const language = navigator.language.startsWith("ko") ? "ko" : "en";
  const person =
    everybody.find(({ id }) => id === remembered) ??
    everybody[0] ??
    (await api.addPerson("You", language));
  await speakAs(person);
}

await start();
