using System.Text;
using SecAutomation.Engine.Http;
using SecAutomation.Engine.Manifests.Requests;

namespace SecAutomation.Engine.Tests.Manifests;

/// <summary>What a request of a manifest becomes on the wire.</summary>
public sealed class RequestTemplateTests
{
    private static readonly Uri s_base = new("https://acme.example/api/");
    private static readonly TemplateValues s_settings = TemplateValues.Empty.With("site", "main").With("size", "2").With("key", "k");

    [Fact]
    public void A_value_in_a_path_is_one_segment_whatever_it_holds()
    {
        HttpCall call = Findings().Fill("a test", s_base, s_settings.With("site", "a/b?c#d é").With("page.offset", 0));

        call.Url.AbsoluteUri.ShouldBe("https://acme.example/api/sites/a%2Fb%3Fc%23d%20%C3%A9/findings?skip=0");
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    public void A_value_that_would_leave_its_folder_is_refused(string site) =>
        Should.Throw<FailureException>(() => Findings().Fill("a test", s_base, s_settings.With("site", site))).Id.ShouldBe(FailureId.ConnectionInvalid);

    [Fact]
    public void A_value_in_a_query_stays_one_value_and_several_are_repeated()
    {
        TemplateValues values = s_settings
            .With("page.offset", 4).With("page.size", 2)
            .With("query.since", new DateTimeOffset(2026, 1, 2, 4, 4, 5, TimeSpan.FromHours(1)))
            .With("query.cveId", new[] { "CVE-2021-44228", "a&b=c" })
            .With("query.severity", new[] { "bad", "worst" });

        Findings().Fill("a test", s_base, values).Url.Query
            .ShouldBe("?skip=4&take=2&seenAfter=2026-01-02T03%3A04%3A05Z&cve=CVE-2021-44228&cve=a%26b%3Dc&level=bad%2Cworst");
    }

    [Fact]
    public void What_has_no_value_is_left_out() => Findings().Fill("a test", s_base, s_settings).Url.Query.ShouldBe("");

    [Fact]
    public void A_body_keeps_the_kinds_of_its_values()
    {
        HttpCall call = Assets().Fill("a test", s_base, s_settings.With("page.size", 2).With("page.offset", 0).With("batch.clause", "a \"quoted\" name"));

        call.Method.ShouldBe(HttpMethod.Post);
        call.BodyType.ShouldBe("application/json");
        Encoding.UTF8.GetString(call.Body.Span).ShouldBe(
            """{"query":"a \u0022quoted\u0022 name","limit":2,"offset":0,"size":2,"site":"main","all":true,"rate":1.5,"nothing":null,"words":["a","main"],"text":"7"}""");
    }

    [Fact]
    public void A_member_without_a_value_is_left_out_of_a_body() =>
        Encoding.UTF8.GetString(Assets().Fill("a test", s_base, s_settings).Body.Span).ShouldStartWith("""{"size":2,""");

    [Fact]
    public void A_form_is_encoded()
    {
        RequestTemplate request = LiveAcme.Connector((LiveAcme.FindingsFile, "  query:", "  form: { who: \"{site}\", all: a b }\n  query:"))
            .Stream.Single(stream => stream.Name == "findings").Live!.Request;

        HttpCall call = request.Fill("a test", s_base, s_settings.With("site", "ä&=+"));

        call.BodyType.ShouldBe("application/x-www-form-urlencoded");
        Encoding.UTF8.GetString(call.Body.Span).ShouldBe("who=%C3%A4%26%3D%2B&all=a%20b");
    }

    [Theory]
    [InlineData("aql", "a\"b\\c", "\"a\\\"b\\\\c\"")]
    [InlineData("jql", "a\"\nb", "\"a\\\" b\"")]
    [InlineData("fql", "o'neil", "'o\\'neil'")]
    [InlineData("ticketSql", "o'neil\\", "'o\\'neil\\\\'")]
    [InlineData("oData", "o'neil", "'o''neil'")]
    [InlineData("ldap", "a*(b)\\é", "a\\2a\\28b\\29\\5c\\c3\\a9")]
    [InlineData("json", "a\"b", "\"a\\\"b\"")]
    [InlineData("encodedQuery", "a^ORb", "a^^ORb")]
    [InlineData("regex", "a.b*", "a\\.b\\*")]
    [InlineData("lucene", "a:b-c", "a\\:b\\-c")]
    [InlineData("upper", "aé", "AÉ")]
    [InlineData("base64", "aé€", "YcOp4oKs")]
    public void Each_language_has_its_escaping(string form, string value, string expected) =>
        Filled($"{{site:{form}}}", s_settings.With("site", value)).ShouldBe(expected);

    [Theory]
    [InlineData("aql", "\"a\",\"b\"")]
    [InlineData("json", "[\"a\",\"b\"]")]
    [InlineData("comma", "a,b")]
    [InlineData("upper:aql", "\"A\",\"B\"")]
    public void Several_values_become_a_list_of_the_language(string form, string expected) =>
        Filled($"{{site:{form}}}", s_settings.With("site", new[] { "a", "b" })).ShouldBe(expected);

    [Theory]
    [InlineData("{{{site}}}", "{main}")]
    [InlineData("{query.since:unixSeconds|0}", "0")]
    [InlineData("{query.since|}", "")]
    public void Braces_and_defaults_are_written_out(string template, string expected) => Filled(template, s_settings).ShouldBe(expected);

    [Fact]
    public void A_value_that_holds_a_placeholder_is_not_looked_into() => Filled("{site}-{size}", s_settings.With("site", "{size}")).ShouldBe("{size}-2");

    [Fact]
    public void A_date_that_is_asked_for_as_a_number_is_a_number_of_a_body()
    {
        RequestTemplate request = LiveAcme.Connector((LiveAcme.FindingsFile, "    seenAfter: \"{query.since:iso}\"\n", ""), (LiveAcme.FindingsFile, "paging:", "  json: { since: \"{query.since:unixSeconds|0}\" }\npaging:"))
            .Stream.Single(stream => stream.Name == "findings").Live!.Request;

        Encoding.UTF8.GetString(request.Fill("a test", s_base, s_settings).Body.Span).ShouldBe("{\"since\":0}");
        Encoding.UTF8.GetString(request.Fill("a test", s_base, s_settings.With("query.since", DateTimeOffset.UnixEpoch.AddSeconds(7))).Body.Span).ShouldBe("{\"since\":7}");
    }

    [Theory]
    [InlineData("""{"a":{"deep":["{batch.clause}"]},"b":1}""", """{"b":1}""")]
    [InlineData("""{"a":[{"id":"{batch.clause}"}],"c":[],"d":{}}""", """{"c":[],"d":{}}""")]
    [InlineData("""{"site":"x","+":"{site:tree}"}""", """{"site":"x","further":{"n":1}}""")]
    [InlineData("""{"text":"{site:tree}"}""", """{"text":{"further":{"n":1}}}""")]
    public void A_body_says_trees_and_leaves_out_what_lost_all_that_it_was_to_say(string json, string expected) =>
        Encoding.UTF8.GetString(With($"json: {json}").Fill("a test", s_base, s_settings.With("site", """{"further":{"n":1}}""")).Body.Span).ShouldBe(expected);

    [Fact]
    public void Several_values_are_several_numbers() =>
        Encoding.UTF8.GetString(With("""json: { ids: "{site:number}" }""").Fill("a test", s_base, s_settings.With("site", new[] { "7", "8" })).Body.Span).ShouldBe("""{"ids":[7,8]}""");

    [Fact]
    public void A_text_that_is_no_tree_is_refused_by_its_name() =>
        Should.Throw<FailureException>(() => With("""json: { text: "{site:tree}" }""").Fill("a test", s_base, s_settings.With("site", "{"))).Message.ShouldContain("site is JSON");

    [Fact]
    public void A_file_in_a_form_keeps_its_bytes_and_no_name_ends_its_header()
    {
        HttpCall call = With("""file: { field: file, fileName: "{site}", fileType: text/csv, content: "{batch.clause}" }""")
            .Fill("a test", s_base, s_settings.With("site", "a\"\r\nX: y.csv").With("batch.clause", new byte[] { 0xff, 0, 13, 10 }));

        string body = Encoding.Latin1.GetString(call.Body.Span);
        string boundary = call.BodyType.Split('"')[1];
        call.BodyType.ShouldStartWith("multipart/form-data; boundary=");
        body.ShouldBe($"--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a%22%0D%0AX: y.csv\"\r\nContent-Type: text/csv\r\n\r\n\u00ff\0\r\n\r\n--{boundary}--\r\n");
    }

    private static RequestTemplate With(string body)
    {
        string assets = LiveAcme.AssetsYaml;
        string json = assets[assets.IndexOf("  json:", StringComparison.Ordinal)..assets.IndexOf("paging:", StringComparison.Ordinal)];
        return LiveAcme.Connector((LiveAcme.AssetsFile, json, $"  {body}\n  headers: {{ X-It: '{{batch.clause}} {{page.offset}} {{size}}' }}\n"))
            .Stream.Single(stream => stream.Name == "assets").Live!.Request;
    }

    private static string Filled(string template, TemplateValues values)
    {
        RequestTemplate request = LiveAcme.Connector((LiveAcme.FindingsFile, "  query:", $"  headers: {{ X-It: '{template.Replace("'", "''", StringComparison.Ordinal)}' }}\n  query:"))
            .Stream.Single(stream => stream.Name == "findings").Live!.Request;
        return request.Fill("a test", s_base, values).Header.ShouldHaveSingleItem().Value;
    }

    private static RequestTemplate Findings() => LiveAcme.Connector().Stream.Single(stream => stream.Name == "findings").Live!.Request;

    private static RequestTemplate Assets() => LiveAcme.Connector().Stream.Single(stream => stream.Name == "assets").Live!.Request;
}
