using System.Text;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Manifests;
using SecAutomation.Engine.Projection;

namespace SecAutomation.Engine.Streams;

/// <summary>The records of a document that others refer to, by their keys. They stand once, before or behind the others, so they are read first.</summary>
internal sealed class Lookup
{
    private readonly Dictionary<string, byte[][][]> _records = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What ended the reading early; what was read until then can be found.</summary>
    public FailureException? Failure { get; private set; }

    /// <summary>Whether all of them were read.</summary>
    public bool IsComplete => Failure is null;

    /// <summary>Whether the document holds none at all, so that nothing is missing.</summary>
    public bool IsEmpty => _records.Count == 0;

    /// <summary>Reads them.</summary>
    /// <param name="stream">Where they are.</param>
    /// <param name="path">The file.</param>
    /// <param name="limits">How much memory content may take; the records together may take as much as records that wait.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static Lookup Read(StreamLookup stream, string path, ReadLimits limits, CancellationToken cancellationToken)
    {
        Lookup lookup = new();
        try
        {
            using OpenedContent content = OpenedContent.Open(path, limits);
            using RecordReader reader = RecordReader.Open(stream.Map, content, limits);
            lookup.Take(reader, stream.Map, limits.MaximumHeldBytes, cancellationToken);
        }
        catch (FailureException failure)
        {
            lookup.Failure = failure;
        }

        return lookup;
    }

    /// <summary>The values of a record by slot; null where there is no such record.</summary>
    public byte[][][]? Find(string key) => _records.GetValueOrDefault(key);

    private void Take(RecordReader reader, FieldMap map, long limit, CancellationToken cancellationToken)
    {
        int keySlot = map.Slot(FieldVocabulary.LookUpKey.Name);
        long held = 0;
        while (reader.Read(cancellationToken))
        {
            string key = Encoding.UTF8.GetString(reader.Bytes(keySlot)).Trim();
            if (key.Length == 0 || reader.Failure is not null)
                continue;
            byte[][][] values = new byte[map.FieldCount][][];
            for (int slot = 0; slot < values.Length; slot++)
            {
                values[slot] = new byte[reader.Count(slot)][];
                for (int i = 0; i < values[slot].Length; i++)
                {
                    values[slot][i] = reader.Bytes(slot, i).ToArray();
                    held += values[slot][i].Length;
                }
            }

            if (held > limit)
            {
                throw new FailureException(
                    FailureId.LimitExceeded, $"{reader.Place}: what the records refer to takes more than {limit} bytes.", "Split the report.", reader.Source);
            }

            _records.TryAdd(key, values);
        }
    }
}
