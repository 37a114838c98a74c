import type { SQSRecord } from 'aws-lambda';

/** A message as Lambda hands it over. */
export function sqsRecord(body: string): SQSRecord {
  return {
    messageId: 'm',
    body,
    receiptHandle: 'receipt',
    attributes: {
      ApproximateReceiveCount: '2',
      SentTimestamp: '1000',
      SenderId: '',
      ApproximateFirstReceiveTimestamp: '',
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: '',
    eventSourceARN: '',
    awsRegion: '',
  };
}
