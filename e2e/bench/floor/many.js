// What nobody can do without, in a worker: fetch and read to the end, so many at a time.
onmessage = async ({ data: { url, times, workers } }) => {
  const begun = performance.now();
  let left = times, bytes = 0;
  await Promise.all(Array.from({ length: workers }, async () => {
    while (left-- > 0) {
      const response = await fetch(url, { cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer" });
      if (!response.ok) throw new Error(`status ${response.status}`);
      const { byteLength } = await response.arrayBuffer();
      bytes += byteLength;
    }
  }));
  postMessage({ ms: performance.now() - begun, bytes });
};
