namespace SecAutomation.Remediation.Tests.Delivery;

/// <summary>What goes wrong with a request for a new ticket.</summary>
internal enum CreateFault
{
    None,
    AnswerLost,
    RequestLost,
    Late,
    KeyDropped,
    Refused,
}
