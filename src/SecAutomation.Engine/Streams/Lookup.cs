using System.Text;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Manifests.Fields;
using SecAutomation.Engine.Manifests.Streams;
using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Projection.Maps;

namespace SecAutomation.Engine.Streams;

/// <summary>The records of a document that others refer to, by their keys. They stand once, before or behind the others, so they are read first.</summary>
internal sealed class Lookup
{
    private readonly Dictionary<string, byte[][][]> _records = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(long Parent, int Place), byte[][][]> _places = [];

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
            lookup.Take(reader, stream, limits.MaximumHeldBytes, cancellationToken);
        }
        catch (FailureException failure)
        {
            lookup.Failure = failure;
        }

        return lookup;
    }

    /// <summary>The values of a record by slot; null where there is no such record.</summary>
    public byte[][][]? Find(string key) => _records.GetValueOrDefault(key);

    /// <summary>The values of a record by its number within what encloses it, from 0; null where there is no such record.</summary>
    public byte[][][]? Find(long parent, int place) => _places.GetValueOrDefault((parent, place));

    /// <summary>Pages of help stand behind the text that holds the CVE; what does not count is not kept.</summary>
    /// <returns>How many bytes were dropped.</returns>
    private static long DropUnused(byte[][][] values, IReadOnlyList<int> firstWithCve)
    {
        long dropped = 0;
        bool isFound = false;
        foreach (int slot in firstWithCve)
        {
            byte[][] kept = isFound ? [] : [.. values[slot].Where(value => CveText.IsIn(value))];
            dropped += values[slot].Sum(value => value.Length) - kept.Sum(value => value.Length);
            isFound |= kept.Length > 0;
            values[slot] = kept;
        }

        return dropped;
    }

    private void Take(RecordReader reader, StreamLookup stream, long limit, CancellationToken cancellationToken)
    {
        FieldMap map = stream.Map;
        (long parent, int place) = (-1, -1);
        int keySlot = map.Slot(FieldVocabulary.LookUpKey.Name);
        long held = 0;
        while (reader.Read(cancellationToken))
        {
            place = reader.ParentOrdinal == parent ? place + 1 : 0;
            parent = reader.ParentOrdinal;
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

            held -= DropUnused(values, stream.FirstWithCve);
            if (held > limit)
            {
                throw new FailureException(
                    FailureId.LimitExceeded, $"{reader.Place}: what the records refer to takes more than {limit} bytes.", "Split the report.", reader.Source);
            }

            _records.TryAdd(key, values);
            if (stream.IsByPlace)
                _places.TryAdd((parent, place), values);
        }
    }
}
