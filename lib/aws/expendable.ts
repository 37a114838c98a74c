/** The tag by which the stack says that the bucket's contents go with the bucket, when it is deleted. */
export const expendable = { name: 'serverless-processes:contents', value: 'expendable' } as const;
