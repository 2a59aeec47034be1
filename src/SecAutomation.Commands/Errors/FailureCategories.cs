using System.Management.Automation;

namespace SecAutomation.Commands.Errors;

/// <summary>PowerShell's category of each condition.</summary>
internal static class FailureCategories
{
    /// <summary>The category of a condition.</summary>
    public static ErrorCategory Of(FailureId id) => id switch
    {
        FailureId.FileNotFound => ErrorCategory.ObjectNotFound,
        FailureId.FileNotReadable => ErrorCategory.PermissionDenied,
        FailureId.FileEmpty => ErrorCategory.InvalidData,
        FailureId.FormatNotRecognised => ErrorCategory.InvalidType,
        FailureId.FormatAmbiguous => ErrorCategory.InvalidType,
        FailureId.ReadIncomplete => ErrorCategory.ReadError,
        FailureId.DocumentTypeRefused => ErrorCategory.SecurityError,
        FailureId.LimitExceeded => ErrorCategory.LimitsExceeded,
        FailureId.EncodingInvalid => ErrorCategory.ParserError,
        FailureId.HeaderInvalid => ErrorCategory.ParserError,
        FailureId.RecordInvalid => ErrorCategory.InvalidData,
        FailureId.ValueInvalid => ErrorCategory.InvalidData,
        FailureId.HostNameMissing => ErrorCategory.InvalidData,
        FailureId.ManifestInvalid => ErrorCategory.ParserError,
        FailureId.ConnectorNotFound => ErrorCategory.ObjectNotFound,
        FailureId.HostNameInvalid => ErrorCategory.InvalidArgument,
        FailureId.AssetAmbiguous => ErrorCategory.InvalidResult,
        FailureId.AssetNotFound => ErrorCategory.ObjectNotFound,
        FailureId.InventoryMissing => ErrorCategory.ObjectNotFound,
        FailureId.TooManyTickets => ErrorCategory.LimitsExceeded,
        FailureId.TicketNotFound => ErrorCategory.ObjectNotFound,
        FailureId.TicketClosed => ErrorCategory.InvalidOperation,
        FailureId.TemplateInvalid => ErrorCategory.ParserError,
        FailureId.StoreNotWritable => ErrorCategory.PermissionDenied,
        FailureId.StoreCorrupt => ErrorCategory.InvalidData,
        FailureId.StoreBusy => ErrorCategory.ResourceBusy,
        FailureId.StoreFull => ErrorCategory.WriteError,
        FailureId.StoreTooNew => ErrorCategory.InvalidOperation,
        FailureId.InputNotUnderstood => ErrorCategory.InvalidArgument,
        FailureId.DecisionTableInvalid => ErrorCategory.ParserError,
        FailureId.IntelligenceMissing => ErrorCategory.ObjectNotFound,
        FailureId.IntelligenceCorrupt => ErrorCategory.InvalidData,
        FailureId.IntelligenceStale => ErrorCategory.InvalidResult,
        FailureId.RedirectRefused => ErrorCategory.SecurityError,
        FailureId.ConnectionInvalid => ErrorCategory.InvalidArgument,
        FailureId.ConnectionFailed => ErrorCategory.ConnectionError,
        FailureId.CertificateInvalid => ErrorCategory.SecurityError,
        FailureId.TimedOut => ErrorCategory.OperationTimeout,
        FailureId.CredentialRefused => ErrorCategory.AuthenticationError,
        FailureId.PermissionMissing => ErrorCategory.PermissionDenied,
        FailureId.RequestRefused => ErrorCategory.InvalidOperation,
        FailureId.RequestTooLarge => ErrorCategory.LimitsExceeded,
        FailureId.RateLimited => ErrorCategory.LimitsExceeded,
        FailureId.ServerFailed => ErrorCategory.ResourceUnavailable,
        FailureId.AnswerNotUnderstood => ErrorCategory.InvalidResult,
        FailureId.PlanAltered => ErrorCategory.SecurityError,
        FailureId.PlanOutdated => ErrorCategory.InvalidOperation,
        FailureId.RunNotFound => ErrorCategory.ObjectNotFound,
        FailureId.RuleFileInvalid => ErrorCategory.ParserError,
        FailureId.TicketOutcomeUncertain => ErrorCategory.InvalidResult,
        FailureId.ConnectionNotFound => ErrorCategory.ObjectNotFound,
        FailureId.ConnectionFileInvalid => ErrorCategory.InvalidData,
        FailureId.SecretMissing => ErrorCategory.AuthenticationError,
        FailureId.SecretExposed => ErrorCategory.SecurityError,
        FailureId.TicketFieldMissing => ErrorCategory.ObjectNotFound,
        FailureId.TicketFilterIgnored => ErrorCategory.InvalidResult,
        FailureId.TeamNotFound => ErrorCategory.ObjectNotFound,
        FailureId.PolicyForbids => ErrorCategory.PermissionDenied,

        // A defect, or a condition that was added without its category: a test finds the latter.
        _ => ErrorCategory.NotSpecified,
    };
}
