using SecAutomation.Engine.Manifests.Fields;
using SecAutomation.Engine.Manifests.Paging;
using SecAutomation.Engine.Manifests.Parsing;
using SecAutomation.Engine.Manifests.Requests;
using SecAutomation.Engine.Manifests.Trackers;
using SecAutomation.Engine.Paging;
using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Projection.Maps;

namespace SecAutomation.Engine.Manifests.Actions;

/// <summary>Reads the file of an action.</summary>
internal static class ActionManifestReader
{
    /// <summary>Reads it.</summary>
    /// <param name="action">The file's map.</param>
    /// <param name="name">Which action it is.</param>
    /// <param name="settings">What settings its templates may name.</param>
    /// <param name="ticket">Where the values of tickets stand.</param>
    /// <param name="words">What the tracker adds to what they may name.</param>
    /// <returns>Null where it cannot be used, which was reported.</returns>
    public static ActionManifest? Read(MapReader action, ActionName name, TemplateScope settings, TicketMapReader ticket, TrackerWords words)
    {
        string title = action.Text("title", required: true);
        List<FieldDefinition> document = [];
        List<ManifestScalar> places = [];
        PagingReader paging = PagingReader.Read(action, RecordFormat.Json, document, places);
        if (paging.Kind == PagingKind.Seek && ActionTerms.Subject(name) != ActionSubject.Tickets)
            action.Problems.Add(action.File, action.Place("paging"), "Only tickets are asked for by their numbers: this action reads none.");
        TextTemplate? rest = paging.ReadRest(settings);
        string[] fields = words.HasMarkerField ? [ActionTerms.FieldKey, ActionTerms.FieldMarker] : [ActionTerms.FieldKey];
        TemplateScope scope = settings.With([.. words.Inputs(name), .. fields, .. paging.Provided]);
        RequestTemplate? request = RequestReader.Read(action, "request", scope, ActionTerms.Kind(name), title, required: true);
        foreach (string needed in ActionTerms.Needed(name).Concat(paging.Needed).Where(needed => !scope.Uses(needed)))
            action.Problems.Add(action.File, action.Place("request"), $"The request does not use {{{needed}}}, without which this action cannot be.");
        if (words.HasMarkerField && name == ActionName.Create && !scope.Uses(ActionTerms.InputMarker))
            action.Problems.Add(action.File, action.Place("request"), $"The request does not use {{{ActionTerms.InputMarker}}}, and the tracker names a 'markerField'.");
        (int size, TextTemplate? term, string join) = ReadBatch(action, name, settings.With([ActionTerms.Value, .. fields]));
        AnswerPaths? answer = ReadAnswer(action, name, ticket, document, places);
        bool isReadBack = name != ActionName.Create || (action.Flag("readBack") ?? true);
        paging.Close();
        action.Close();
        return request is null ? null : new ActionManifest
        {
            Name = name,
            Title = title,
            Request = request,
            Paging = paging.Definition ?? new SinglePaging(),
            Rest = rest,
            TotalHeader = paging.TotalHeader,
            BatchSize = size,
            BatchTerm = term,
            BatchJoin = join,
            Answer = answer,
            IsReadBack = isReadBack,
            IsPerTeam = scope.Uses(ActionTerms.InputTeam) || scope.Uses(ActionTerms.InputTeamName),
            TakesStatus = scope.Uses(ActionTerms.InputStatus),
            TakesComment = scope.Uses(ActionTerms.InputComment),
        };
    }

    private static (int Size, TextTemplate? Term, string Join) ReadBatch(MapReader action, ActionName name, TemplateScope scope)
    {
        bool isBatch = name is ActionName.Find or ActionName.FindByName or ActionName.Numbers;
        if (!isBatch || action.Child("batch", "a batch", required: true) is not { } reader)
            return (1, null, "");
        int? size = reader.Number("size", 1, 1000, required: true);
        ManifestScalar? term = reader.Scalar("term", required: true);
        TextTemplate? template = term is null ? null : scope.Read(reader, term);
        string join = size > 1 && name != ActionName.Numbers ? reader.Text("join", required: true) : "";
        reader.Close();
        if (template is not null && !scope.Uses(ActionTerms.Value))
            reader.Problems.Add(reader.File, term!, "A term holds {value}.");
        return (size ?? 1, template, join);
    }

    private static AnswerPaths? ReadAnswer(MapReader action, ActionName which, TicketMapReader ticket, List<FieldDefinition> document, List<ManifestScalar> places)
    {
        ActionSubject subject = ActionTerms.Subject(which);
        if (subject == ActionSubject.Nothing)
            return null;
        if (action.Child("answer", "the answer", required: true) is not { } reader)
            return null;
        ManifestScalar? records = reader.Scalar("records");
        foreach (string name in new[] { ActionTerms.Total, ActionTerms.Failure })
        {
            if (reader.Scalar(name) is not { } path)
                continue;
            document.Add(new FieldDefinition(name, [path.Text]));
            places.Add(path);
        }

        List<FieldDraft> drafts = [];
        foreach (string value in ActionTerms.Values(subject))
        {
            if (reader.Scalars(value, required: ActionTerms.IsNeeded(value)) is { Count: > 0 } paths)
                drafts.Add(TicketMapReader.Draft(value, paths));
        }

        reader.Close();
        if (subject == ActionSubject.Tickets)
            return ticket.Compile(reader, records, document, places.FirstOrDefault());
        FieldMap? map = TicketMapReader.Compile(
            reader,
            new FieldMapDefinition { Format = RecordFormat.Json, Records = records?.Text ?? "", Fields = [.. drafts.SelectMany(draft => draft.Definitions())], Document = document },
            drafts,
            records,
            places.FirstOrDefault());
        return map is null ? null : new AnswerPaths(map);
    }
}
