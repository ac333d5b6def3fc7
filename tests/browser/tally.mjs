// The last line of a run.

export default async function* tally(events) {
  const count = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of events) {
    if (data?.details?.type === "suite") continue;
    if (type === "test:fail") count.failed += 1;
    if (type === "test:pass") count[data.skip || data.todo ? "skipped" : "passed"] += 1;
  }
  const skipped = count.skipped ? `, ${count.skipped} skipped` : "";
  yield `${count.passed} passed, ${count.failed} failed${skipped}\n`;
}
