import { type ImportError, importedDoNotCallSchema } from '@parley/contracts';
import { checkRecords } from '../../csv/check-records.ts';
import { readRecords } from '../../csv/read-records.ts';
import { doNotCallColumns, passedOver } from '../import-do-not-call.ts';

const most = 1_000_000;

/** The numbers of an operator's CSV file, each once, and what cannot be read of it, by line. */
export async function readNumberFile(
  text: string,
  country: string | undefined,
): Promise<{ numbers: string[]; errors: ImportError[] }> {
  const table = { columns: [...doNotCallColumns, ...passedOver], required: ['number'], most };
  const { records, errors } = readRecords(text, table);
  const checked = await checkRecords(records, errors, { schema: importedDoNotCallSchema, country });
  return { numbers: [...new Set(checked.map(({ value }) => value.number))], errors };
}
