namespace SecAutomation.Remediation.Delivery;

/// <summary>What a delivery asks for next.</summary>
public enum DeliveryStepKind
{
    /// <summary>Look for the key, closed tickets too; answer with <see cref="TicketDelivery.Found"/>.</summary>
    Find = 0,

    /// <summary>Wait until a time; answer with <see cref="TicketDelivery.Waited"/>.</summary>
    Wait = 1,

    /// <summary>Write down, so that it outlives a power cut, that the request is about to leave; answer with <see cref="TicketDelivery.Intended"/>.</summary>
    Intend = 2,

    /// <summary>Send the request, once; answer with <see cref="TicketDelivery.Created"/> or <see cref="TicketDelivery.Failed"/>.</summary>
    Create = 3,

    /// <summary>Read the ticket by its id; answer with <see cref="TicketDelivery.Read"/>.</summary>
    ReadBack = 4,

    /// <summary>Send again what the tracker dropped; answer with <see cref="TicketDelivery.Repaired"/>.</summary>
    Repair = 5,

    /// <summary>Merge a ticket into its twin; answer with <see cref="TicketDelivery.Merged"/>.</summary>
    MarkDuplicate = 6,

    /// <summary>Nothing more: <see cref="TicketDelivery.Outcome"/> tells what came of it.</summary>
    Done = 7,
}
