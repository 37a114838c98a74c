import { readFile } from 'node:fs/promises';
import type { Answer } from '#lib/ogc/answer.ts';
import { Exception } from '#lib/ogc/exception.ts';
import { mediaTypeOf } from '#lib/ogc/file-types.ts';
import type { Request } from '#lib/ogc/request.ts';

/**
 * Input data that the examples refer to: a file in this folder, whose URL ends with a slash.
 *
 * @throws {Exception} `not-found`
 */
export async function getSample(
  { parameters: { name = '' } }: Pick<Request, 'parameters'>,
  folder: URL,
): Promise<Answer> {
  try {
    if (!/^\w[\w.-]*$/.test(name)) throw new Error('No name of a file within the folder.');
    return {
      status: 200,
      headers: { 'Cache-Control': 'public, max-age=3600' },
      body: { bytes: await readFile(new URL(name, folder)), mediaType: mediaTypeOf(name) },
    };
  } catch (cause) {
    throw new Exception('not-found', `There is no sample ${name}.`, { cause });
  }
}
