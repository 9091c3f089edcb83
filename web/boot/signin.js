// The window in which a person signs in at an authorization server.

let waiting;

// openSignIn opens an empty window, at once: browsers let a press do that and nothing later. It returns this sign-in, for the
// functions below, or undefined where the window was blocked. The server's page must not reach back to this one, so the window has
// no opener. Nor has it a name, by which an older one would be found.
export function openSignIn() {
  closeSignIn();
  const channel = new BroadcastChannel("roundtrip sign-in");
  waiting = { channel, popup: open("about:blank", "_blank", "popup,width=520,height=700") };
  if (waiting.popup) waiting.popup.opener = null;
  return waiting.popup ? waiting : undefined;
}

// signIn leads the window to the server and resolves to the address that the server leads back to. State tells the answer to
// this question from others. Where the window is closed without an answer, it never resolves: see signInClosed. It resolves to ""
// where this sign-in was cancelled, or another took its place, before it came to that.
export function signIn(own, url, state) {
  if (own !== waiting) return Promise.resolve("");
  const { channel, popup } = own;
  popup.location = url;
  own.away = true;
  return new Promise((resolve) => {
    channel.onmessage = ({ data }) => {
      if (new URL(data).searchParams.get("state") !== state) return;
      channel.close();
      clearInterval(own.looking);
      resolve(data);
    };
  });
}

// signInClosed calls back when the window is closed, or looks so: a server may cut it off from this page
// (Cross-Origin-Opener-Policy), and its answer comes all the same. Callback pages close it too, once they have answered.
export function signInClosed(own, closed) {
  if (own !== waiting) return;
  const { popup } = own;
  let seen = 0;
  const looking = setInterval(() => {
    seen = popup.closed ? seen + 1 : 0;
    if (seen < 3) return;
    clearInterval(looking);
    closed();
  }, 300);
  own.looking = looking;
}

export function closeSignIn() {
  clearInterval(waiting?.looking);
  waiting?.channel.close();
  if (!waiting?.away) waiting?.popup?.close(); // what shows a page of the server has no opener that may close it
  waiting = undefined;
}
