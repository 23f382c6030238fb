/** Which kept conversation this tab shows, remembered across reloads and forgotten with the tab. */
const KEY = 'conversation';

/** Null also where the browser keeps nothing for the tab. */
export function readTabConversation(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

export function writeTabConversation(id: string | null): void {
  try {
    if (id === null) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, id);
  } catch {
    // Then a reload begins with an empty page, from which the conversation is one click away.
  }
}
