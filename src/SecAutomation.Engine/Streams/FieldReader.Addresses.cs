using System.Text;
using SecAutomation.Engine.Manifests.Fields;
using SecAutomation.Engine.Streams.Text;

namespace SecAutomation.Engine.Streams;

/// <content>Addresses, and the elements that hold them.</content>
internal sealed partial class FieldReader
{
    /// <summary>IP addresses in canonical text; null where the source did not say, empty where it said that there are none.</summary>
    public string[]? Addresses(StreamField? field, IEnumerable<string> fromNames)
    {
        List<string> addresses = [.. fromNames];
        bool saysNone = SaysNone(field);
        foreach (string part in Parts(field))
            saysNone |= AddAddress(addresses, field!, part);

        return addresses.Count > 0 ? [.. addresses.Distinct(StringComparer.Ordinal)] : saysNone ? [] : null;
    }

    /// <summary>MAC addresses, 12 lower-case hex digits; null where the source did not say, empty where it said that there are none.</summary>
    public string[]? MacAddresses(StreamField? field)
    {
        List<string> addresses = [];
        bool saysNone = SaysNone(field);
        foreach (string part in Parts(field))
        {
            // What is no address of one card (zeros, multicast) is noise of the source, not a mistake to correct.
            if (AddressText.CanonicalMacAddress(part) is { } address && !addresses.Contains(address))
                addresses.Add(address);
        }

        return addresses.Count > 0 ? [.. addresses] : saysNone ? [] : null;
    }

    /// <summary>What stands between commas, blanks and the like.</summary>
    private IEnumerable<string> Parts(StreamField? field) =>
        Values(field).SelectMany(value => value.Split([',', ';', '|', ' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Adds one address; true where the text says that there is none.</summary>
    private bool AddAddress(List<string> addresses, StreamField field, string text)
    {
        if (AddressText.CanonicalIPAddress(text) is { } address)
        {
            // Loopback and link-local addresses are on every machine and say nothing of this one.
            if (AddressText.NamesOneMachine(address))
                addresses.Add(address);
            return false;
        }

        if (text.Contains('/'))
        {
            foreach (string part in text.Split('/', StringSplitOptions.RemoveEmptyEntries))
                AddAddress(addresses, field, part);
            return false;
        }

        if (!NoneWord.IsUnknown(text))
            ReportInvalid(field, text, "is no IP address");
        return NoneWord.SaysNone(text);
    }

    /// <summary>Adds what stands in the elements that count: not a bridge that every machine with virtual machines has.</summary>
    private void AddElements(List<string> values, StreamField field, int slot)
    {
        StreamField value = field.Children[FieldVocabulary.ElementValue];
        StreamField? kind = field.Children.GetValueOrDefault(FieldVocabulary.ElementKind);
        int count = reader.ChildCount(slot);
        for (int child = 0; child < count; child++)
        {
            if (kind is not null && field.Except is { } except && ChildTexts(slot, child, kind).Exists(text => except.IsMatch(text)))
                continue;
            foreach (string text in ChildTexts(slot, child, value))
                AddSplit(values, text, field.Separators);
        }
    }

    private List<string> ChildTexts(int slot, int child, StreamField field)
    {
        List<string> texts = [];
        foreach (int childSlot in field.Slots)
        {
            int count = reader.ChildValueCount(slot, child, childSlot);
            for (int i = 0; i < count; i++)
                texts.Add(Encoding.UTF8.GetString(reader.ChildBytes(slot, child, childSlot, i)).Trim());
        }

        return texts;
    }
}
