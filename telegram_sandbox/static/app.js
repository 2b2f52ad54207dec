// Connects the parts of the page: the current person and chat, and the events of the server.

import * as api from "./api.js";
import { ChatList } from "./chatlist.js";
import { Composer } from "./composer.js";
import { find } from "./dom.js";
import { Groups } from "./groups.js";
import { Header } from "./header.js";
import { History } from "./history.js";
import { catchLinks, openLink } from "./links.js";
import { openMiniApp } from "./miniapp.js";
import { alertBox, fillCommands, fillPeople, openMenu, toast, view } from "./panels.js";
import { Stickers } from "./stickers.js";

const SETTLE_MS = 60;
const REMEMBERED = "telegram-sandbox-person";
const REMEMBERED_CHAT = "telegram-sandbox-chat";
const REMEMBERED_RUN = "telegram-sandbox-run";
const RESTARTED = "The sandbox was restarted. It keeps chats in memory only, so the old ones are gone.";

const state = {
  person: null,
  chat: null,
  topic: null,
  profile: null,
  stream: null,
  chatsTimer: 0,
  opening: 0,
};

const isPrivate = () => state.chat.type === "private";
const isMine = (message) => message.from.id === state.person.id;
const chat = () => new api.Chat(state.person.id, state.chat.id, state.topic);

const composer = new Composer(chat);
const attempt = (action) => composer.attempt(action);
const stickers = new Stickers({ attempt, onSend: (sticker) => composer.sendSticker(sticker) });
const list = new ChatList({ onChoose: (id) => openChat(id) });
const header = new Header({ onTopic: (topic) => openChat(state.chat.id, topic) });
const groups = new Groups({ attempt, now: () => state, onOpen: (id) => openChat(id) });
const links = {
  onSet: (name) => stickers.show(name),
  onStart: follow,
  onPage: (url) => openPage({ url }),
};
const history = new History({
  command: (text) => composer.say(text.includes("@") ? text : text + suffix()),
  reply: (message) => composer.reply(message),
  stickerSet: (name) => stickers.show(name),
  isMine,
  view,
  press,
  page: (message, url) => openPage({ message: message.message_id, url }),
  menu,
});

/** In groups, commands name the bot: privacy mode may hold back others. */
const suffix = () => (isPrivate() ? "" : `@${state.profile.username}`);

async function press(message, button) {
  await attempt(async () => {
    const answer = await chat().press(message.message_id, button.callback_data);
    if (answer?.url) openLink(answer.url, links);
    if (answer?.text) (answer.show_alert ? alertBox : toast)(answer.text);
  });
}

function openPage(wish) {
  return attempt(async () => {
    openMiniApp(await api.openPage(state.person.id, { chat: state.chat.id, ...wish }));
  });
}

function follow(url) {
  return attempt(async () => {
    await api.follow(state.person.id, url);
    await openChat(state.person.id);
  });
}

function menu(message, x, y) {
  const words = message.text ?? message.caption;
  const choices = [["Reply", () => composer.reply(message)]];
  if (words) choices.push(["Copy text", () => navigator.clipboard.writeText(words)]);
  if (words && isMine(message)) choices.push(["Edit", () => composer.edit(message)]);
  if (!isPrivate()) choices.push(["Pin", () => attempt(() => chat().pin(message.message_id))]);
  choices.push(["Delete", () => attempt(() => chat().remove(message.message_id))]);
  openMenu(choices, x, y);
}

const handlers = {
  message: ({ message }) => {
    if (message.from.is_bot) header.status();
    if (message.forum_topic_created) settleChats();
    show(message);
  },
  edited: ({ message }) => show(message),
  deleted: ({ message_id: id }) => history.remove(id),
  action: ({ action }) => header.action(action),
};

function onEvent(event) {
  if (event.type === "profile") loadProfile();
  else if (event.type === "chats") settleChats();
  else if (event.chat_id === state.chat.id) handlers[event.type]?.(event);
  if (event.type === "message") list.note(event.message, isMine(event.message));
  showHints();
}

/** Adds a message to the history, unless it belongs to another topic. */
function show(message) {
  const topic = message.is_topic_message ? message.message_thread_id : null;
  if (topic === state.topic) history.put(message);
}

/** Reloads the list of chats once after a burst of changes. */
function settleChats() {
  clearTimeout(state.chatsTimer);
  state.chatsTimer = setTimeout(refreshChats, SETTLE_MS);
}

async function refreshChats() {
  const isStill = shown();
  const { id } = state.chat;
  const chats = await list.reload();
  if (chats.some(({ chat }) => chat.id === id)) {
    const now = await api.chat(id);
    if (isStill()) showChat(now);
    return;
  }
  if (!isStill()) return;
  const moved = [...history.messages.values()].find((message) => message.migrate_to_chat_id);
  await openChat(moved?.migrate_to_chat_id ?? state.person.id);
}

/** Shows the welcome of an empty chat, and the sample photo to those who have sent no file. */
function showHints() {
  const messages = [...history.messages.values()];
  const sentFile = messages.some((m) => !m.from.is_bot && (m.photo || m.document));
  find("#welcome").hidden = messages.length > 0 || !isPrivate();
  find("#sample").hidden = !state.profile.sample;
  find("#sample-chip").hidden = !state.profile.sample || !messages.length || sentFile;
}

/** What tells whether the chat of this moment is still the one that is shown. */
function shown() {
  const { person, chat } = state;
  return () => state.person === person && state.chat.id === chat.id;
}

async function loadProfile() {
  const isStill = shown();
  const profile = await api.profile(state.person.id, state.chat.id);
  if (!isStill()) return;
  state.profile = profile;
  showProfile();
}

/** Shows the bot's name, description and commands for this chat. */
function showProfile() {
  const { name, description, commands } = state.profile;
  document.title = name;
  find("#welcome-name").textContent = name;
  find("#description").textContent = description;
  fillCommands(commands, suffix(), (text) => composer.say(text));
  find("#bot-name").textContent = state.chat.title ?? name;
}

function showChat(now) {
  state.chat = now.chat;
  header.show(now, state.topic, state.profile.name);
}

async function openChat(id, topic = null) {
  const opening = ++state.opening;
  state.stream?.close();
  list.close();
  composer.cancel();
  const chats = await list.load(state.person, id);
  if (!chats.some(({ chat }) => chat.id === id)) return openChat(state.person.id);
  const now = await api.chat(id);
  const profile = await api.profile(state.person.id, id);
  if (opening !== state.opening) return; // another chat was chosen meanwhile
  Object.assign(state, { chat: now.chat, topic, profile });
  history.clear();
  showProfile();
  showChat(now);
  now.messages.forEach(show);
  history.scrollToEnd();
  list.draw();
  localStorage.setItem(REMEMBERED_CHAT, id);
  showHints();
  const onState = (connection) => header.connection(connection);
  state.stream = api.listen(state.person.id, now.event, { onEvent, onState, onRun });
}

/** Says so if the sandbox was restarted since this browser last saw it: it forgets all chats. */
function onRun(run) {
  const before = localStorage.getItem(REMEMBERED_RUN);
  localStorage.setItem(REMEMBERED_RUN, run);
  if (before && before !== run) toast(RESTARTED);
}

/** Switches to another person, in the same chat if they are in it. */
async function switchTo(person, id = state.chat?.id) {
  state.person = person;
  localStorage.setItem(REMEMBERED, person.id);
  await openChat(id);
  await showPeople();
}

async function showPeople() {
  fillPeople(await api.people(), state.person, choose);
}

async function choose(person) {
  find("#people").hidePopover();
  await switchTo(person);
}

async function sendSample() {
  const response = await fetch(state.profile.sample);
  const blob = await response.blob();
  const file = new File([blob], "sample", { type: blob.type });
  await composer.send([file], false);
}

function listenToPeople() {
  // People may have been added through a group.
  find("#people").addEventListener("toggle", ({ newState }) => newState === "open" && showPeople());
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
  catchLinks(links);
  find("#start").onclick = () => composer.say("/start");
  find("#sample").onclick = find("#sample-chip").onclick = sendSample;
  const everybody = await api.people();
  const remembered = Number(localStorage.getItem(REMEMBERED));
  const person =
    everybody.find(({ id }) => id === remembered) ??
    everybody[0] ??
    (await api.addPerson("You", navigator.language.split("-")[0]));
  await switchTo(person, Number(localStorage.getItem(REMEMBERED_CHAT)) || person.id);
}

await start();
