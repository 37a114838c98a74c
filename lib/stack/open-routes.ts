/** Why no route asks who is calling. */
export const isPublic = 'The API is public: whoever reaches it may use it (docs/limits.md).';

/** Why some routes do not ask it where others do. */
export const isDiscovery =
  'What is on offer is for everybody to see, and whatever is nowhere is refused to everybody (docs/owners.md).';
