using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Stepwell.Azure.Tables;

namespace Stepwell.Azure.Tests.Tables;

/// <summary>The official client before a service that answers in the form of Azure Table Storage, with its headers and no others.</summary>
internal static class ServiceAnswers
{
    internal static AzureTableService Always(int status, string code, string message) => Over(_ => Failure(status, code, message));

    internal static AzureTableService ByMethod((int Status, string Code, string Message) get, (int Status, string Code, string Message) post) => Over(request =>
        request.Method == HttpMethod.Get ? Failure(get.Status, get.Code, get.Message) : Failure(post.Status, post.Code, post.Message));

    /// <summary>A batch is accepted, and its one part tells what failed.</summary>
    internal static AzureTableService InBatch(int status, string code, string message) => Over(_ =>
    {
        var part = $"""
            --batchresponse_1
            Content-Type: multipart/mixed; boundary=changesetresponse_1

            --changesetresponse_1
            Content-Type: application/http
            Content-Transfer-Encoding: binary

            HTTP/1.1 {status} {(HttpStatusCode)status}
            X-Content-Type-Options: nosniff
            Cache-Control: no-cache
            DataServiceVersion: 3.0;
            Content-Type: application/json;odata=minimalmetadata;streaming=true;charset=utf-8

            {Error(code, message)}
            --changesetresponse_1--
            --batchresponse_1--

            """;
        return Answer(202, part.ReplaceLineEndings("\r\n"), "multipart/mixed; boundary=batchresponse_1");
    });

    private static HttpResponseMessage Failure(int status, string code, string message) =>
        Answer(status, Error(code, message), "application/json; odata=minimalmetadata; streaming=true; charset=utf-8");

    private static string Error(string code, string message) => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["odata.error"] = new { code, message = new { lang = "en-US", value = message + "\nRequestId:1\nTime:2026-01-01T00:00:00.0000000Z" } },
    });

    private static HttpResponseMessage Answer(int status, string body, string type)
    {
        var answer = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body) };
        answer.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        answer.Headers.Add("x-ms-request-id", "1");
        answer.Headers.Add("x-ms-version", "2020-12-06");
        return answer;
    }

    private static AzureTableService Over(Func<HttpRequestMessage, HttpResponseMessage> answer)
    {
        var options = new TableClientOptions { Transport = new HttpClientTransport(new Answers(answer)), Retry = { MaxRetries = 0, Mode = RetryMode.Fixed } };
        return new AzureTableService(new TableServiceClient(new Uri("https://orders.table.core.windows.net"), new TableSharedKeyCredential("orders", OfficialTables.Key), options));
    }

    private sealed class Answers(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer(request));
    }
}
