/**
 * What the official suite, ets-ogcapi-processes10 1.3, is particular about, each seen by running it against a server that
 * has it otherwise. `quirks.test.ts` has a test that names each.
 */
export const quirks: Readonly<Record<string, string>> = {
  '§5.4':
    'It learns from the description of the echo process what to send: a plain string first, outputs with the names of the inputs, whole numbers in arrays, a bounding box as `allOf` with its format first, objects that may be strings.',
  Q1: 'If a synchronous answer by value has a `Link` header, it must lead to a job, in a form that RFC 8288 does not allow: here it has none.',
  Q2: 'It has lost the picture that it would send to a binary input: the echo process has none.',
  Q3: 'Exceptions must be `application/json`; `application/problem+json` comes only where it is asked for.',
  Q4: '`Location` and links must be absolute, and relations `monitor` or `status`, later `…/results`, must be there.',
  Q5: 'It polls for ten seconds in all.',
  Q6: 'Wrong input must be 400 or 500; 422 is refused.',
  Q7: '`Prefer: respond-async` must always make a job, with blanks around it, too.',
  Q8: 'A failed job is tried by a request without inputs, so that one input must be required.',
  Q9: '`limit=1` must be answered with exactly one process; references are never asked for.',
  Q10: 'It sends long `Accept` headers, or none, and starts at the base URL without its slash.',
  Q11: 'The list of jobs must not be empty after its run.',
  Q12: 'Of what does not exist it looks at neither the status nor the type.',
  Q13: 'A charset on JSON is taken.',
  Q15: 'In `multipart/related` the string must be a part of text.',
  Q16: 'Members that are null are refused, and so is a status without a type.',
  Q17: 'It asks for outputs whose inputs it did not send.',
  Q18: 'More than one required input fails 31 tests.',
  '§5.6': 'What its tests assert beyond that.',
};
