package io.maskexport.resilience.audit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

import io.minio.GetObjectArgs;
import io.minio.ListMultipartUploadsArgs;
import io.minio.ListObjectsArgs;
import io.minio.MinioAsyncClient;
import io.minio.MinioClient;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;

/** Buckets of an S3 server, read with the plain MinIO SDK. */
public final class MinioObjects implements AuditEvidence.BucketContent, AutoCloseable {
    private final MinioClient client;
    private final MinioAsyncClient lowLevel;

    public MinioObjects(String endpoint, String accessKey, String secretKey) {
        client = MinioClient.builder().endpoint(endpoint).credentials(accessKey, secretKey).build();
        lowLevel = MinioAsyncClient.builder().endpoint(endpoint).credentials(accessKey, secretKey).build();
    }

    @Override
    public List<AuditEvidence.StoredFile> list(String bucket, String prefix) throws IOException {
        var found = new ArrayList<AuditEvidence.StoredFile>();
        try {
            var query = ListObjectsArgs.builder().bucket(bucket).prefix(prefix).recursive(true).build();
            for (var result : client.listObjects(query)) {
                var object = result.get();
                found.add(new AuditEvidence.StoredFile(object.objectName(), object.size(),
                        object.etag().replace("\"", "")));
            }
        } catch (MinioException e) {
            throw new IOException("cannot list " + bucket + "/" + prefix, e);
        }
        return found;
    }

    @Override
    public InputStream open(String bucket, String key) throws IOException {
        try {
            return client.getObject(GetObjectArgs.builder().bucket(bucket).object(key).build());
        } catch (ErrorResponseException e) {
            if (e.errorResponse().code().equals("NoSuchKey")) {
                throw (FileNotFoundException) new FileNotFoundException(key).initCause(e);
            }
            throw new IOException("cannot read " + bucket + "/" + key, e);
        } catch (MinioException e) {
            throw new IOException("cannot read " + bucket + "/" + key, e);
        }
    }

    @Override
    public List<String> openUploads(String bucket) throws IOException {
        try {
            return lowLevel.listMultipartUploads(ListMultipartUploadsArgs.builder().bucket(bucket).build()).join()
                    .result().uploads().stream().map(upload -> upload.objectName()).toList();
        } catch (CompletionException e) {
            throw new IOException("cannot list the uploads of " + bucket, e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            client.close();
            lowLevel.close();
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
