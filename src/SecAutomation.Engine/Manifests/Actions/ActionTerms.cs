using SecAutomation.Engine.Http;

namespace SecAutomation.Engine.Manifests.Actions;

/// <summary>What each action may be told, what its answer holds, and by which names.</summary>
internal static class ActionTerms
{
    public const string Id = "id";
    public const string Name = "name";
    public const string Text = "text";
    public const string IsClosed = "closed";
    public const string IsUsual = "usual";
    public const string Total = "total";
    public const string Failure = "failure";
    public const string Status = "status";
    public const string Resolutions = "resolutions";
    public const string IsRequired = "required";
    public const string HasDefault = "hasDefault";

    public const string FieldKey = "field.key";
    public const string FieldMarker = "field.marker";
    public const string InputId = "input.id";
    public const string InputKey = "input.key";
    public const string InputMarker = "input.marker";
    public const string InputTitle = "input.title";
    public const string InputBody = "input.body";
    public const string InputTeam = "input.team";
    public const string InputTeamName = "input.teamName";
    public const string InputPriority = "input.priority";
    public const string InputDueDate = "input.dueDate";
    public const string InputStatus = "input.status";
    public const string InputComment = "input.comment";
    public const string InputVersion = "input.version";
    public const string InputClause = "input.clause";
    public const string InputSince = "input.since";
    public const string InputFileName = "input.fileName";
    public const string InputFileType = "input.fileType";
    public const string InputFile = "input.file";
    public const string InputToken = "input.token";
    public const string InputWinner = "input.winner";
    public const string InputResolution = "input.resolution";
    public const string InputRecent = "input.recent";
    public const string InputMinutes = "input.minutes";
    public const string InputNumbers = "input.numbers";

    /// <summary>The one value of a term of a batch.</summary>
    public const string Value = "value";

    private static readonly string[] s_written = [InputKey, InputMarker, InputTitle, InputBody, InputTeam, InputTeamName, InputPriority, InputDueDate];
    private static readonly string[] s_choice = [Id, Name, IsClosed, IsUsual, Status, Resolutions, IsRequired, HasDefault];

    /// <summary>What a request of an action may name, beside settings and <see cref="FieldKey"/>, <see cref="FieldMarker"/>.</summary>
    public static IReadOnlyList<string> Inputs(ActionName action) => action switch
    {
        ActionName.Fields => [InputTeam, InputTeamName],
        ActionName.Teams or ActionName.Priorities => [],
        ActionName.Statuses or ActionName.Read or ActionName.History or ActionName.Comments or ActionName.Files => [InputId],
        ActionName.Find or ActionName.FindByName => [InputClause, InputRecent],
        ActionName.List => [InputSince, InputRecent],
        ActionName.Newest => [InputMinutes],
        ActionName.Numbers => [InputNumbers],
        ActionName.Create => s_written,
        ActionName.Update => [InputId, InputVersion, .. s_written],
        ActionName.Comment => [InputId, InputComment],
        ActionName.Close or ActionName.Reopen => [InputId, InputStatus, InputResolution, InputComment],
        ActionName.Upload => [InputFileName, InputFileType, InputFile],
        ActionName.Attach => [InputId, InputFileName, InputFileType, InputFile, InputToken],
        _ => [InputId, InputKey, InputWinner, InputStatus, InputResolution, InputComment],
    };

    /// <summary>What a request of an action has to name, so that it can do what it is for.</summary>
    public static IReadOnlyList<string> Needed(ActionName action) => action switch
    {
        ActionName.Find or ActionName.FindByName => [InputClause],
        ActionName.Newest => [InputMinutes],
        ActionName.Numbers => [InputNumbers],
        ActionName.Create => [InputKey, InputTitle, InputBody],
        ActionName.Comment => [InputId, InputComment],
        ActionName.Close => [InputId, InputStatus],
        ActionName.Upload => [InputFile],
        ActionName.Attach => [InputId],
        ActionName.Link or ActionName.MarkDuplicate => [InputId],
        ActionName.Read or ActionName.History or ActionName.Comments or ActionName.Files or ActionName.Update or ActionName.Reopen => [InputId],
        _ => [],
    };

    /// <summary>What an action does on the server.</summary>
    public static RequestKind Kind(ActionName action) => action >= ActionName.Create && action is not (ActionName.Comments or ActionName.Files) ? RequestKind.Write : RequestKind.Read;

    /// <summary>What its answer holds.</summary>
    public static ActionSubject Subject(ActionName action) => action switch
    {
        ActionName.Find or ActionName.FindByName or ActionName.List or ActionName.Newest or ActionName.Numbers or ActionName.Read or ActionName.Create => ActionSubject.Tickets,
        ActionName.Fields or ActionName.Teams or ActionName.Statuses or ActionName.Priorities => ActionSubject.Choices,
        ActionName.History or ActionName.Comments or ActionName.Files or ActionName.Upload => ActionSubject.Texts,
        _ => ActionSubject.Nothing,
    };

    /// <summary>The names of the values in an answer that holds no tickets.</summary>
    public static IReadOnlyList<string> Values(ActionSubject subject) => subject switch
    {
        ActionSubject.Choices => s_choice,
        ActionSubject.Texts => [Text],
        _ => [],
    };

    /// <summary>Those of them that have to be there.</summary>
    public static bool IsNeeded(string value) => value is Id or Name or Text;

    /// <summary>The actions without which a connector is no tracker.</summary>
    public static IReadOnlyList<ActionName> Required { get; } =
        [ActionName.Fields, ActionName.Teams, ActionName.Find, ActionName.List, ActionName.Read, ActionName.Create, ActionName.Update, ActionName.Comments, ActionName.Comment, ActionName.Close, ActionName.MarkDuplicate];
}
