// Where an authorization server leads back to (RFC 6749, section 4.1.2): hands its answer to the page that asked, and closes.
// The page is reached by name, since its own policy (COOP) cuts the way from a window that it has opened.
const channel = new BroadcastChannel("roundtrip sign-in");
channel.postMessage(location.href);
history.replaceState(null, "", location.pathname); // the code is good for one use, and stays out of the history
setTimeout(close, 200);
