using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SecAutomation.Storage;

/// <summary>A ticket as the text of one column, with its hash: a byte that changed on the disk is noticed and never believed.</summary>
internal static class TicketDocument
{
    public static string Write(StoredTicket ticket) =>
        JsonSerializer.Serialize(ticket with { Id = "", Number = "" }, TicketDocumentContext.Default.StoredTicket);

    public static byte[] Hash(long id, string document)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(BitConverter.GetBytes(System.Net.IPAddress.HostToNetworkOrder(id)));
        hash.AppendData(Encoding.UTF8.GetBytes(document));
        return hash.GetHashAndReset()[..16];
    }

    public static StoredTicket Read(string path, long id, string document, byte[] hash)
    {
        if (!hash.AsSpan().SequenceEqual(Hash(id, document)))
        {
            throw StoreFailure.IsCorrupt(path, $"ticket {TicketNumber.Format(id)} is not as it was written");
        }

        try
        {
            StoredTicket ticket = JsonSerializer.Deserialize(document, TicketDocumentContext.Default.StoredTicket)!;
            return ticket with
            {
                Id = id.ToString(System.Globalization.CultureInfo.InvariantCulture),
                Number = TicketNumber.Format(id),
            };
        }
        catch (JsonException exception)
        {
            throw StoreFailure.IsCorrupt(path, $"ticket {TicketNumber.Format(id)} cannot be understood", exception);
        }
    }
}
