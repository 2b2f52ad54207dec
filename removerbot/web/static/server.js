// What the page asks its server for.

import { initData, language } from "./bridge.js";

const linkToken = new URLSearchParams(location.search).get("pass") ?? "";

/** Whether the page was opened for a photo; in groups Telegram itself hands over the token. */
export const hasLinkToken = Boolean(initData && (linkToken || new URLSearchParams(initData).get("start_param")));

const GONE = new Set([401, 403, 410]);

/** The server's refusal: `message` is for people, `isFinal` tells whether to give up. */
export class Refused extends Error {
  constructor(message, isFinal) {
    super(message);
    this.isFinal = isFinal;
  }
}

async function ask(path, body) {
  const headers = { Authorization: `tma ${initData}`, "X-Pass": linkToken };
  const response = await fetch(path, {
    method: body ? "POST" : "GET",
    headers: body ? { ...headers, "Content-Type": "application/json" } : headers,
    body: body && JSON.stringify(body),
  });
  if (!response.ok) {
    const { detail } = await response.json().catch(() => ({ detail: response.statusText }));
    throw new Refused(detail, GONE.has(response.status));
  }
  return response;
}

/** Everything that the page says, by its name: in the language that the person chose. */
export async function words() {
  const headers = initData ? { Authorization: `tma ${initData}` } : {};
  const path = `words?language=${encodeURIComponent(language ?? "en")}`;
  const response = await fetch(path, { headers });
  return response.json();
}

/** The photo as a `url` of its own, and its size in pixels. */
export async function photo() {
  const response = await ask("photo");
  const [width, height] = response.headers.get("X-Photo-Size").split("x").map(Number);
  return { url: URL.createObjectURL(await response.blob()), width, height };
}

/** What can be meant by the taps: `{outlines: [{token, path, score}], shown}`. */
export async function outlines(taps) {
  return (await ask("outlines", { taps })).json();
}

/** Send what was tapped into the chat; with the same `key` again it is sent once. */
export async function done(taps, form, key) {
  await ask("done", { taps, form, key });
}
