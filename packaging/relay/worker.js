// A relay to Telegram's Bot API for your own bridge, as a serverless worker (Cloudflare Workers and whatever takes modules
// with a fetch handler). Set the secret RELAY_KEY; the bridge sends it as Telegram__Ways__NAME__Header=X-Relay-Key: …
// It sees your bot's token and every text, as Telegram does: let it run under an account that is yours.

const TELEGRAM = "https://api.telegram.org";
const PREFIX = "/tg/";

export default {
  async fetch(request, environment) {
    const url = new URL(request.url);
    if (!isOurs(request, environment) || !url.pathname.startsWith(PREFIX + "bot")) {
      return new Response("Not found", { status: 404 });
    }
    const headers = new Headers();
    const type = request.headers.get("Content-Type");
    if (type) {
      headers.set("Content-Type", type);
    }
    // One request in, one request out: what had no answer is never sent twice here.
    return fetch(TELEGRAM + url.pathname.slice(PREFIX.length - 1) + url.search, {
      method: request.method,
      headers,
      body: request.method === "GET" ? undefined : request.body,
      redirect: "manual",
      duplex: "half",
    });
  },
};

function isOurs(request, environment) {
  const given = request.headers.get("X-Relay-Key") ?? "";
  const wanted = environment.RELAY_KEY ?? "";
  if (wanted.length < 16 || given.length !== wanted.length) {
    return false;
  }
  let difference = 0;
  for (let i = 0; i < wanted.length; i++) {
    difference |= given.charCodeAt(i) ^ wanted.charCodeAt(i);
  }
  return difference === 0;
}
