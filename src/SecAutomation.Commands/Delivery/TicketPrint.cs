using System.Security.Cryptography;
using System.Text.Json;
using SecAutomation.Commands.Delivery.Plans;

namespace SecAutomation.Commands.Delivery;

/// <summary>Tells whether a ticket is still as it was.</summary>
internal static class TicketPrint
{
    /// <summary>A hash of what people and runs can change in a ticket.</summary>
    public static string Of(StoredTicket ticket) => Of(ticket.Draft, ticket.State);

    /// <summary>The same of its parts.</summary>
    public static string Of(TicketDraft draft, TicketState state) => Convert.ToHexString(SHA256.HashData(
        [(byte)state, .. JsonSerializer.SerializeToUtf8Bytes(draft, PlanJson.Default.TicketDraft)]))[..32].ToLowerInvariant();
}
