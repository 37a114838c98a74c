/** What a benchmark asks of the API. Everything but the expected status throws. */
export interface API {
  get(path: string, status?: number): Promise<Answer>;
  execute(processID: string, inputs: object, prefer?: string): Promise<Answer>;
  dismiss(jobID: string): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** @param url Without trailing slash. */
export function apiAt(url: string): API {
  const ask = async (path: string, status: number, init: RequestInit = {}): Promise<Answer> => {
    const response = await fetch(`${url}${path}`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(35_000),
      ...init,
    });
    const body = await response.text();
    if (response.status === status) return { status, body };
    throw new Error(`${init.method ?? 'GET'} ${path} was answered ${response.status}: ${body}`);
  };
  return {
    get: (path, status = 200) => ask(path, status),
    execute: (processID, inputs, prefer = 'respond-sync') =>
      ask(`/processes/${processID}/execution`, prefer === 'respond-async' ? 201 : 200, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Prefer: prefer },
        body: JSON.stringify({ inputs }),
      }),
    dismiss: (jobID) => ask(`/jobs/${jobID}`, 200, { method: 'DELETE' }),
  };
}

/** The jobID in the statusInfo that a submission was answered. */
export function jobIDOf({ body }: Answer): string {
  return (JSON.parse(body) as { jobID: string }).jobID;
}
