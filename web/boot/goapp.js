// What go-app v9 expects of its page. Its own loader and service worker are not used: see doc.go.
export function provideGoapp(base) {
  const env = {
    GOAPP_ROOT_PREFIX: base.pathname.replace(/\/$/, ""),
    GOAPP_STATIC_RESOURCES_URL: base.pathname.replace(/\/$/, ""),
    GOAPP_INTERNAL_URLS: "[]",
  };
  globalThis.goappGetenv = (key) => env[key] ?? "";
  // go-app replaces these three when it starts.
  globalThis.goappNav = () => {};
  globalThis.goappOnUpdate = () => {};
  globalThis.goappOnAppInstallChange = () => {};
  globalThis.goappKeepBodyClean = () => () => {};
}
