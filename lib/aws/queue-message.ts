/** What a queue of a process carries. */
interface Message {
  readonly jobID: string;
}

/** The jobID in a message's body; absent where somebody else wrote the message. */
export function jobIDOf(body: string): string | undefined {
  try {
    const { jobID } = JSON.parse(body) as Partial<Message>;
    return typeof jobID === 'string' ? jobID : undefined;
  } catch {
    return undefined;
  }
}
