// Compiles a WebAssembly file while it arrives. The response that fetch gave is handed over as it is:
// wrapping its body would cost Chromium's code cache, and with it most of a warm start.
async function instantiate(response, imports) {
  if (!response.ok) {
    throw new Error(`${response.url} answered ${response.status} ${response.statusText}`.trim());
  }
  const type = response.headers.get("Content-Type") ?? "";
  if (WebAssembly.instantiateStreaming && /^application\/wasm\s*(;|$)/i.test(type)) {
    return (await WebAssembly.instantiateStreaming(response, imports)).instance;
  }
  // An old browser, or a host that does not know the media type.
  return (await WebAssembly.instantiate(await response.arrayBuffer(), imports)).instance;
}

// load compiles a file that is arriving. Browsers break off whatever arrives while the network changes, with a TypeError:
// the file is then asked for once more.
export async function load(arriving, again, imports) {
  try {
    return await instantiate(await arriving, imports);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return await instantiate(await again(), imports);
  }
}
