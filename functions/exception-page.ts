/** Loaded only when an exception is shown to people. */
export const exceptionPage = async () => (await import('#lib/pages/exception-page.ts')).exceptionPage;
