namespace SecAutomation;

/// <summary>What becomes of a ticket once a scan has proved all of its work done.</summary>
public enum TicketCloseMode
{
    /// <summary>Nothing but the list of what is fixed.</summary>
    None = 0,

    /// <summary>A comment with the evidence; a person closes it.</summary>
    Comment = 1,

    /// <summary>It is set to wait for a person's verification, with the evidence.</summary>
    Resolve = 2,

    /// <summary>It is closed as fixed, with the evidence. The default.</summary>
    Close = 3,
}
