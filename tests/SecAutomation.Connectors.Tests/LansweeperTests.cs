using SecAutomation.Connectors.Tests.Live;
using SecAutomation.Testing.Http;

namespace SecAutomation.Connectors.Tests;

/// <summary>What is peculiar to Lansweeper: questions in GraphQL, whose answers say in the body that they failed.</summary>
public sealed class LansweeperTests
{
    [Fact]
    public async Task How_many_there_are_is_asked_with_the_first_page_alone()
    {
        await using var trial = new LiveTrial("Lansweeper");

        (await trial.ReadAsync()).Assets!.Failure.ShouldBeNull();

        trial.Server.Requests.Select(request => (request.Has("{ total pagination"), request.Has("\"page\":\"FIRST\""), request.Has("\"cursor\":")))
            .ShouldBe([(true, true, false), (false, false, true), (false, false, true)]);
    }

    [Fact]
    public async Task A_question_that_failed_with_status_200_is_no_empty_inventory()
    {
        await using var trial = new LiveTrial("Lansweeper", rule => rule with
        {
            Answer = [StubAnswer.Json("""{ "errors": [ { "message": "Invalid path: root.bad for filter" } ], "data": { "site": { "assetResources": null } } }""")],
        });

        FailureException failure = (await trial.ReadAsync()).Assets!.Failure.ShouldNotBeNull();

        failure.Id.ShouldBe(FailureId.RequestRefused);
        failure.Message.ShouldContain("Invalid path");
    }

    [Fact]
    public async Task A_site_that_the_token_may_not_read_is_told_as_a_missing_right()
    {
        await using var trial = new LiveTrial("Lansweeper", rule => rule with
        {
            Answer = [StubAnswer.Json("""{"errors":[{"message":"You don't have access to this site"}],"data":{"site":null}}""", 403)],
        });

        FailureException failure = (await trial.ReadAsync()).Assets!.Failure.ShouldNotBeNull();

        failure.Id.ShouldBe(FailureId.PermissionMissing);
        failure.Message.ShouldContain("this site");
    }
}
