import { mediaTypes } from '#lib/ogc/media-types.ts';
import { outputFormats } from '#lib/ogc/output-formats.ts';
import type { ProcessDescription } from '#lib/ogc/process-description.ts';
import { jsonOf, type Part, page, reference } from './reference.ts';

/** What outputs come as: whatever the output is, or several in parts, or a document. */
export const anyOutput: Part = {
  ...jsonOf('results'),
  [mediaTypes.multipart]: { schema: { type: 'string', format: 'binary' } },
  ...page,
  '*/*': { schema: {} },
};

/** The same for one process, whose media types are known. */
export function outputsOf({ outputs }: ProcessDescription): Part {
  const formats = new Set(Object.values(outputs).flatMap(({ schema }) => outputFormats(schema)));
  formats.delete(mediaTypes.json);
  return {
    [mediaTypes.json]: { schema: { anyOf: [reference('schemas', 'results'), {}] } },
    ...Object.fromEntries([...formats].map((format) => [format, { schema: {} }])),
    ...(Object.keys(outputs).length > 1 && {
      [mediaTypes.multipart]: { schema: { type: 'string', format: 'binary' } },
    }),
    ...page,
  };
}

/** Ways in which outputs are answered, for execute and for the results of a job. */
export function outputResponses(content: Part): Part {
  const from = { 'Cache-Status': reference('headers', 'Cache-Status'), Age: reference('headers', 'Age') };
  return {
    200: { description: 'The outputs.', headers: from, content },
    204: { description: 'The outputs, by links.', headers: { Link: reference('headers', 'Link'), ...from } },
    303: {
      description: 'The output is large, and stands elsewhere.',
      headers: { Location: reference('headers', 'Location'), ...from },
    },
  };
}
