/** Tries until `check` holds; its last failure is the test's. */
export async function eventually(check: () => unknown, seconds = 10): Promise<void> {
  for (const end = Date.now() + seconds * 1000; ;) {
    try {
      await check();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }
}
