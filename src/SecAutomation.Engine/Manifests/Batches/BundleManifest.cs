using System.Text.Json.Nodes;
using SecAutomation.Engine.Manifests.Requests;
using SecAutomation.Engine.Projection.Maps;

namespace SecAutomation.Engine.Manifests.Batches;

/// <summary>How several requests travel in one, and where each finds its own answer.</summary>
public sealed class BundleManifest
{
    internal BundleManifest(JsonTemplate each, FieldMap answer) => (Each, Answer) = (each, answer);

    /// <summary>The placeholder for all requests of a bundle, as JSON.</summary>
    internal const string All = "bundle.requests";

    /// <summary>The placeholder for what tells a request of a bundle from the others.</summary>
    internal const string Id = "bundle.id";

    /// <summary>The placeholder for a request's method.</summary>
    internal const string Method = "bundle.method";

    /// <summary>The placeholder for a request's path with its parameters, from the server's root.</summary>
    internal const string Address = "bundle.address";

    /// <summary>How many requests one bundle holds at most.</summary>
    public int Requests { get; init; }

    /// <summary>The request that holds the others.</summary>
    public required RequestTemplate Request { get; init; }

    /// <summary>One of the others.</summary>
    internal JsonTemplate Each { get; }

    /// <summary>Where the answers are and what they say, by the names below.</summary>
    internal FieldMap Answer { get; }

    /// <summary>The name of what tells an answer from the others.</summary>
    internal const string AnswerId = "id";

    /// <summary>The name of an answer's status.</summary>
    internal const string AnswerStatus = "status";

    /// <summary>The name of an answer's body, in Base64.</summary>
    internal const string AnswerBody = "body";

    /// <summary>The name of an answer's headers, each a record with the name and the value.</summary>
    internal const string AnswerHeaders = "headers";

    /// <summary>The name of a header's name.</summary>
    internal const string HeaderName = "name";

    /// <summary>The name of a header's value.</summary>
    internal const string HeaderValue = "value";

    /// <summary>The values of a request that holds others.</summary>
    /// <param name="requests">The others: what tells each from the others, its method, its path with its parameters.</param>
    /// <param name="settings">The connection's settings.</param>
    internal TemplateValues Fill(IEnumerable<(string Id, HttpMethod Method, string Address)> requests, TemplateValues settings)
    {
        var all = new JsonArray();
        foreach ((string id, HttpMethod method, string address) in requests)
        {
            if (Each.TryFill(settings.With(Id, id).With(Method, method.Method).With(Address, address), out JsonNode? one))
                all.Add(one);
        }

        return TemplateValues.Empty.With(All, all.ToJsonString());
    }
}
