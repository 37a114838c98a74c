/** Bytes, far more than those that are given have; of a key DynamoDB takes 2048 at most, and refuses all beyond. */
const longest = 100;

/** Whether a job may have this jobID: clients ask for whatever they like. */
export function mayBeJobID(text: string): boolean {
  return Buffer.byteLength(text) <= longest;
}
