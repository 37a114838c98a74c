/** What the functions are told that have no ports. */
export const told: Readonly<Record<string, string>> = {
  STAGE: 'test',
  IDENTITY: 'open',
  ISSUER: '',
  SUBJECT_CLAIM: 'sub',
  OPERATOR_CLAIM: '',
  OPERATOR_VALUE: '',
  OPERATOR_ARNS: '',
  PUBLIC_URL: '',
  CORS_ORIGINS: '*',
  TITLE: 'Processes',
  DESCRIPTION: '',
  CONTACT: '',
  LICENSE: '',
  TERMS_OF_SERVICE: '',
  PAGE_DEFAULT: '10',
  PAGE_MAXIMUM: '1000',
};
