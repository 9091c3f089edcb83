// The window in which a person signs in at an authorization server.

let waiting;

// openSignIn opens an empty window, at once: browsers let a press do that and nothing later. False: it was blocked.
export function openSignIn() {
  closeSignIn();
  const channel = new BroadcastChannel("roundtrip sign-in");
  waiting = { channel, popup: open("about:blank", "roundtrip-sign-in", "popup,width=520,height=700") };
  return Boolean(waiting.popup);
}

// signIn leads the window to the server and resolves to the address that the server leads back to. State tells the answer to
// this question from others. It may never resolve: nobody tells when the window is closed.
export function signIn(url, state) {
  const { channel, popup } = waiting;
  popup.location = url;
  return new Promise((resolve) => {
    channel.onmessage = ({ data }) => {
      if (new URL(data).searchParams.get("state") !== state) return;
      channel.close();
      resolve(data);
    };
  });
}

export function closeSignIn() {
  waiting?.channel.close();
  waiting?.popup?.close();
  waiting = undefined;
}
